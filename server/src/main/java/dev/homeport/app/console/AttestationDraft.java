package dev.homeport.app.console;

import dev.homeport.provisioning.AttestationDocument;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the devices of an enrollment are to prove themselves.
 *
 * @param symmetricKey keys that are left out are made, or stay as they are
 * @param x509 for {@code x509}: one of its three members
 * @param tpm for {@code tpm}, which only single devices have
 */
public record AttestationDraft(
    @Schema(enumeration = {"symmetricKey", "x509", "tpm"}) @Nullable String type,
    @Nullable SymmetricKeyDraft symmetricKey,
    @Nullable CertificatesDraft x509,
    @Nullable TpmDraft tpm) {

  /** Base64 keys of 16 to 64 bytes. */
  public record SymmetricKeyDraft(@Nullable String primaryKey, @Nullable String secondaryKey) {}

  /**
   * The public areas of a TPM's keys, base64 of TPM2B_PUBLIC.
   *
   * @param storageRootKey the one that the device names counts when it is left out
   */
  public record TpmDraft(@Nullable String endorsementKey, @Nullable String storageRootKey) {}

  AttestationDocument document() {
    return new AttestationDocument(
        type,
        symmetricKey == null
            ? null
            : new AttestationDocument.Keys(symmetricKey.primaryKey(), symmetricKey.secondaryKey()),
        x509 == null ? null : x509.document(),
        tpm == null
            ? null
            : new AttestationDocument.Tpm(tpm.endorsementKey(), tpm.storageRootKey()));
  }
}
