package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.registry.NewIdentity;
import dev.homeport.twin.ImportedTwin;
import dev.homeport.twin.TwinLimits;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment or enrollment group on the wire (DPS service REST API, IndividualEnrollment and
 * EnrollmentGroup); {@code expiryDateTimeUtc} is Homeport's own.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrollmentDocument(
    @Nullable String registrationId,
    @Nullable String enrollmentGroupId,
    @Nullable String deviceId,
    @Nullable RegistrationDocument registrationState,
    @Nullable AttestationDocument attestation,
    @Nullable Capabilities capabilities,
    @Nullable String iotHubHostName,
    @Nullable List<String> iotHubs,
    @Nullable String allocationPolicy,
    @Nullable CustomAllocationDefinition customAllocationDefinition,
    @Nullable ReprovisionPolicy reprovisionPolicy,
    @Nullable JsonNode initialTwin,
    @Nullable JsonNode optionalDeviceInformation,
    @Nullable String provisioningStatus,
    @Nullable String expiryDateTimeUtc,
    @Nullable String etag,
    @Nullable String createdDateTimeUtc,
    @Nullable String lastUpdatedDateTimeUtc) {

  private static final int MAX_HUBS = 100;
  private static final int MAX_INFORMATION_BYTES = 8 << 10;

  /** What a device is beyond a device. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Capabilities(boolean iotEdge) {}

  /** What is asked for of a device by its attestation and first twin, and the rest as usual. */
  public static EnrollmentDocument of(AttestationDocument attestation, JsonNode initialTwin) {
    return new EnrollmentDocument(
        null,
        null,
        null,
        null,
        attestation,
        null,
        null,
        null,
        null,
        null,
        null,
        initialTwin,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static EnrollmentDocument of(
      Enrollment enrollment, @Nullable RegistrationDocument state, boolean withKeys) {
    EnrollmentSettings settings = enrollment.settings();
    boolean group = enrollment.kind() == EnrollmentKind.GROUP;
    List<String> hubs = settings.allocation().hubs();
    return new EnrollmentDocument(
        group ? null : enrollment.id(),
        group ? enrollment.id() : null,
        settings.deviceId(),
        state,
        AttestationDocument.of(enrollment.attestation(), withKeys),
        new Capabilities(settings.edge()),
        hubs.size() == 1 ? hubs.getFirst() : null,
        hubs.isEmpty() ? null : hubs,
        settings.allocation().policy().wire(),
        settings.allocation().custom(),
        settings.reprovision(),
        settings.initialTwin(),
        settings.information(),
        enrollment.enabled() ? "enabled" : "disabled",
        enrollment.expiresAt() == null ? null : enrollment.expiresAt().toString(),
        enrollment.etag(),
        Times.text(enrollment.createdAt()),
        Times.text(enrollment.updatedAt()));
  }

  /**
   * The id that the document or the path says.
   *
   * @param id as the path says it; null when only the document does
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none, or two
   */
  String name(EnrollmentKind kind, @Nullable String id) {
    boolean group = kind == EnrollmentKind.GROUP;
    String own = group ? enrollmentGroupId : registrationId;
    String what = group ? "enrollmentGroupId" : "registrationId";
    if (own != null && id != null && !own.equals(id)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, what + " differs from the path's");
    }
    String name = own == null ? id : own;
    if (name == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, what + " is missing");
    }
    return RegistrationId.require(what, name);
  }

  /**
   * What is asked for.
   *
   * @param id as the path says it; null when only the document does
   * @param current what is there already, of which keys that are left out are kept
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  NewEnrollment wanted(
      EnrollmentKind kind, @Nullable String id, @Nullable Enrollment current, Instant now) {
    String name = name(kind, id);
    if (attestation == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "attestation is missing");
    }
    return new NewEnrollment(
        kind,
        name,
        enabled(),
        expiry(),
        attestation.wanted(kind, current == null ? null : current.attestation(), now),
        settings(kind));
  }

  private EnrollmentSettings settings(EnrollmentKind kind) {
    String device = deviceId == null || deviceId.isEmpty() ? null : deviceId;
    if (device != null) {
      if (kind == EnrollmentKind.GROUP) {
        throw new HubException(ErrorCode.ARGUMENT_INVALID, "a group has no deviceId");
      }
      device = new DeviceId(device).value();
    }
    return new EnrollmentSettings(
        device,
        capabilities != null && capabilities.iotEdge(),
        new AllocationRule(
            AllocationRule.Policy.of(allocationPolicy), hubs(), customAllocationDefinition),
        reprovisionPolicy == null ? ReprovisionPolicy.DEFAULT : reprovisionPolicy,
        checkedTwin(initialTwin),
        information());
  }

  private List<String> hubs() {
    List<String> named =
        iotHubs != null && !iotHubs.isEmpty()
            ? iotHubs
            : iotHubHostName == null || iotHubHostName.isEmpty()
                ? List.of()
                : List.of(iotHubHostName);
    if (named.size() > MAX_HUBS || named.stream().anyMatch(Objects::isNull)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "iotHubs has at most " + MAX_HUBS + " names");
    }
    named.forEach(name -> StorableText.require("iotHubs", name));
    return named.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  /**
   * The twin that devices are to begin with, ready to be stored; null for none.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static @Nullable JsonNode checkedTwin(@Nullable JsonNode initialTwin) {
    if (initialTwin == null || initialTwin.isNull()) {
      return null;
    }
    if (!initialTwin.isObject() || initialTwin.path("properties").has("reported")) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "initialTwin has tags and desired properties only");
    }
    JsonNode cleaned = initialTwin.deepCopy();
    ImportedTwin.of(cleaned);
    TwinLimits.checkSize("tags", cleaned.path("tags"));
    TwinLimits.checkSize("properties.desired", cleaned.path("properties").path("desired"));
    return cleaned;
  }

  private @Nullable JsonNode information() {
    if (optionalDeviceInformation == null || optionalDeviceInformation.isNull()) {
      return null;
    }
    String text = optionalDeviceInformation.toString();
    if (text.length() > MAX_INFORMATION_BYTES) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "optionalDeviceInformation has at most " + MAX_INFORMATION_BYTES + " characters");
    }
    StorableJson.require("optionalDeviceInformation", optionalDeviceInformation);
    return optionalDeviceInformation;
  }

  private boolean enabled() {
    return switch (provisioningStatus == null
        ? "enabled"
        : provisioningStatus.toLowerCase(Locale.ROOT)) {
      case "enabled" -> true;
      case "disabled" -> false;
      default ->
          throw new HubException(
              ErrorCode.ARGUMENT_INVALID, "provisioningStatus is enabled or disabled");
    };
  }

  private @Nullable Instant expiry() {
    if (expiryDateTimeUtc == null || expiryDateTimeUtc.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(expiryDateTimeUtc).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "expiryDateTimeUtc is a time such as 2030-01-31T00:00:00Z");
    }
  }

  /** Keys of the caller's, or new ones where they are empty and there were none. */
  static Attestation.SymmetricKey keys(
      @Nullable String primary, @Nullable String secondary, @Nullable Attestation current) {
    Attestation.SymmetricKey old =
        current instanceof Attestation.SymmetricKey symmetric ? symmetric : null;
    var checked =
        NewIdentity.sas(
            given(primary) || old == null ? primary : old.primary().reveal(),
            given(secondary) || old == null ? secondary : old.secondary().reveal());
    return new Attestation.SymmetricKey(checked.primaryKey(), checked.secondaryKey());
  }

  private static boolean given(@Nullable String key) {
    return key != null && !key.isEmpty();
  }
}
