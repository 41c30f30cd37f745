package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A registration on the wire (DPS REST APIs, DeviceRegistrationState and DeviceRegistrationResult).
 *
 * @param enrollmentGroupId only where a service asks; devices find it beside their attestation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegistrationDocument(
    String registrationId,
    @Nullable String enrollmentGroupId,
    String createdDateTimeUtc,
    String assignedHub,
    String deviceId,
    String status,
    String substatus,
    String lastUpdatedDateTimeUtc,
    String etag,
    @Nullable ByGroup symmetricKey,
    @Nullable ByGroup x509,
    @Nullable SealedKey tpm,
    @Nullable JsonNode payload)
    implements RegistrationOutcome {

  /** By which group a device proved itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ByGroup(@Nullable String enrollmentGroupId) {}

  /** The device's key for its hub, base64, as only its TPM can read it. */
  public record SealedKey(String authenticationKey) {}

  private static final String ASSIGNED = "assigned";

  /** As services see it. */
  static RegistrationDocument forService(Registration registration, String hubHost) {
    return of(registration, hubHost, registration.enrollmentGroup(), null, null);
  }

  /** As the device itself sees it. */
  static RegistrationDocument forDevice(Registration registration, String hubHost) {
    JsonNode payload = registration.payload();
    return of(
        registration,
        hubHost,
        null,
        new ByGroup(registration.enrollmentGroup()),
        payload != null && payload.isObject() ? payload : null); // the SDKs read an object, or none
  }

  private static RegistrationDocument of(
      Registration registration,
      String hubHost,
      @Nullable String group,
      @Nullable ByGroup proof,
      @Nullable JsonNode payload) {
    return new RegistrationDocument(
        registration.registrationId(),
        group,
        Times.text(registration.createdAt()),
        hubHost,
        registration.device().deviceId().value(),
        ASSIGNED,
        registration.substatus().wire(),
        Times.text(registration.updatedAt()),
        registration.etag(),
        registration.attestation().equals("symmetricKey") ? proof : null,
        registration.attestation().equals(Attestation.X509) ? proof : null,
        proof == null || registration.authenticationKey() == null
            ? null
            : new SealedKey(registration.authenticationKey()),
        payload);
  }
}
