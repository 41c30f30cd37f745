package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.ca.Certificates;
import dev.homeport.provisioning.Registration.Substatus;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.IdentityResource;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.twin.ImportedTwin;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that has proved itself and asks for its hub, and what its enrollment, or who chose its
 * hub, wants for it. Confined to one request.
 */
final class Candidate {

  private final ObjectMapper json;
  private final Enrollment enrollment;
  private final Attested attested;
  private final RegisterRequest request;
  private final Allocation.Choice choice;
  private final Authentication.Sas tpmKeys = NewIdentity.sas(null, null);

  Candidate(
      ObjectMapper json,
      Enrollment enrollment,
      Attested attested,
      RegisterRequest request,
      Allocation.Choice choice) {
    this.json = json;
    this.enrollment = enrollment;
    this.attested = attested;
    this.request = request;
    this.choice = choice;
  }

  Enrollment enrollment() {
    return enrollment;
  }

  String registrationId() {
    return attested.registrationId();
  }

  /** The device that it is to be on its hub. */
  Identity target() {
    String deviceId = enrollment.settings().deviceId();
    return Identity.device(
        choice.hub(), new DeviceId(deviceId == null ? registrationId() : deviceId));
  }

  NewIdentity wanted(Identity target) {
    boolean edge = enrollment.settings().edge();
    return new NewIdentity(
        true,
        null,
        authentication(),
        null,
        edge,
        edge ? IdentityResource.newScope(target) : null,
        List.of());
  }

  /** What somebody else has said of the device stays, but for what it proves itself by. */
  NewIdentity changed(RegisteredIdentity there) {
    return new NewIdentity(
        there.enabled(),
        there.statusReason(),
        authentication(),
        there.managedBy(),
        there.edge(),
        there.deviceScope(),
        there.parentScopes());
  }

  /**
   * The registration that it gets.
   *
   * @param current the one that it has
   */
  Registration registration(
      @Nullable Registration current,
      Identity device,
      Substatus substatus,
      @Nullable String authenticationKey,
      Instant now) {
    return new Registration(
        registrationId(),
        enrollment.kind() == EnrollmentKind.GROUP ? enrollment.id() : null,
        device,
        enrollment.attestation().type(),
        // In DPS's form, in case somebody reads it.
        "4.%016x.%s".formatted(registrationId().hashCode() & 0xffffffffL, UUID.randomUUID()),
        substatus,
        choice.payload() == null ? request.payload() : choice.payload(),
        authenticationKey,
        Etags.fresh(),
        current == null ? now : current.createdAt(),
        now);
  }

  Authentication authentication() {
    return switch (enrollment.attestation()) {
      case Attestation.SymmetricKey keys -> {
        Attestation.SymmetricKey own =
            enrollment.kind() == EnrollmentKind.GROUP ? keys.of(registrationId()) : keys;
        yield new Authentication.Sas(own.primary(), own.secondary());
      }
      case Attestation.ClientCertificates(X509Certificate primary, X509Certificate secondary) ->
          new Authentication.SelfSigned(
              thumbprint(primary), secondary == null ? null : thumbprint(secondary));
      case Attestation.SigningCertificates _, Attestation.CaReferences _ ->
          new Authentication.SelfSigned(thumbprint(shown()), null);
      case Attestation.Tpm _ -> tpmKeys;
    };
  }

  /** The key that the device's identity has, as only its TPM can read it. */
  @Nullable String sealed() {
    return enrollment.attestation() instanceof Attestation.Tpm tpm
        ? TpmKey.seal(
            TpmKey.read("tpm.endorsementKey", tpm.endorsementKey()),
            TpmKey.read("tpm.storageRootKey", request.storageRootKey(tpm)),
            Base64.getDecoder().decode(tpmKeys.primaryKey().reveal()))
        : null;
  }

  /** The hub knows the device by its certificate alone, whatever signed that. */
  private X509Certificate shown() {
    X509Certificate certificate = attested.certificate();
    if (certificate == null) {
      // The enrollment has changed since the device connected.
      throw new HubException(ErrorCode.UNAUTHORIZED, "the device showed no certificate");
    }
    return certificate;
  }

  private static String thumbprint(X509Certificate certificate) {
    return Certificates.thumbprint(certificate, "SHA-256");
  }

  /** Whether its first twin is for it alone, and stands in for one that would move along. */
  boolean hasTwinOfItsOwn() {
    return choice.initialTwin() != null;
  }

  /**
   * @param whole whether what it does not speak of is to be empty
   */
  ImportedTwin initialTwin(boolean whole) {
    JsonNode initial =
        choice.initialTwin() == null ? enrollment.settings().initialTwin() : choice.initialTwin();
    ObjectNode twin =
        initial instanceof ObjectNode object ? object.deepCopy() : json.createObjectNode();
    if (whole) {
      twin.withObject("/tags");
      twin.withObject("/properties/desired");
      twin.withObject("/properties/reported");
    }
    return ImportedTwin.of(twin);
  }
}
