package dev.homeport.app.console;

import dev.homeport.provisioning.AttestationDocument;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the devices of an enrollment prove themselves, as DPS writes it: that of its three members
 * which the type names is there, the others are null.
 */
@Schema(
    name = "EnrollmentAttestation",
    requiredProperties = {"type", "symmetricKey", "x509", "tpm"})
public record EnrollmentAttestation(
    @Schema(enumeration = {"symmetricKey", "x509", "tpm"}) String type,
    @Schema(nullable = true) @Nullable SymmetricKeys symmetricKey,
    @Schema(nullable = true) @Nullable EnrolledCertificates x509,
    @Schema(nullable = true) @Nullable TpmKeys tpm) {

  /** Base64 keys of 16 to 64 bytes; null where keys are not shown. */
  @Schema(
      name = "SymmetricKeys",
      requiredProperties = {"primaryKey", "secondaryKey"})
  public record SymmetricKeys(
      @Schema(nullable = true) @Nullable String primaryKey,
      @Schema(nullable = true) @Nullable String secondaryKey) {}

  /** The public areas of a TPM's keys, base64 of TPM2B_PUBLIC. */
  @Schema(
      name = "TpmKeys",
      requiredProperties = {"endorsementKey", "storageRootKey"})
  public record TpmKeys(
      String endorsementKey, @Schema(nullable = true) @Nullable String storageRootKey) {}

  static EnrollmentAttestation of(AttestationDocument document) {
    AttestationDocument.Keys keys = document.symmetricKey();
    AttestationDocument.X509 x509 = document.x509();
    AttestationDocument.Tpm tpm = document.tpm();
    return new EnrollmentAttestation(
        Objects.requireNonNull(document.type()),
        keys == null ? null : new SymmetricKeys(keys.primaryKey(), keys.secondaryKey()),
        x509 == null ? null : EnrolledCertificates.of(x509),
        tpm == null
            ? null
            : new TpmKeys(Objects.requireNonNull(tpm.endorsementKey()), tpm.storageRootKey()));
  }
}
