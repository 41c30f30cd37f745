package dev.homeport.app.console;

import dev.homeport.provisioning.AttestationDocument;
import dev.homeport.provisioning.CertificateDocument;
import org.jspecify.annotations.Nullable;

/**
 * The certificates by which devices are to prove themselves; one of the three.
 *
 * @param clientCertificates the device's own, of an individual enrollment
 * @param signingCertificates roots or intermediates below which those of a group's devices are
 * @param caReferences names of authorities of the provisioning service that do the same
 */
public record CertificatesDraft(
    @Nullable CertificatePairDraft clientCertificates,
    @Nullable CertificatePairDraft signingCertificates,
    @Nullable AuthorityNamesDraft caReferences) {

  /** A certificate, and perhaps the one that takes its place. */
  public record CertificatePairDraft(
      @Nullable CertificateDraft primary, @Nullable CertificateDraft secondary) {

    static AttestationDocument.@Nullable CertificatePair document(
        @Nullable CertificatePairDraft pair) {
      return pair == null
          ? null
          : new AttestationDocument.CertificatePair(
              CertificateDraft.document(pair.primary), CertificateDraft.document(pair.secondary));
    }
  }

  /**
   * A certificate.
   *
   * @param certificate in PEM
   * @param thumbprint SHA-256 of one that the enrollment has already, in its place
   */
  public record CertificateDraft(@Nullable String certificate, @Nullable String thumbprint) {

    static @Nullable CertificateDocument document(@Nullable CertificateDraft one) {
      return one == null ? null : CertificateDocument.meant(one.certificate, one.thumbprint);
    }
  }

  /** Names of authorities. */
  public record AuthorityNamesDraft(@Nullable String primary, @Nullable String secondary) {}

  AttestationDocument.X509 document() {
    return new AttestationDocument.X509(
        CertificatePairDraft.document(clientCertificates),
        CertificatePairDraft.document(signingCertificates),
        caReferences == null
            ? null
            : new AttestationDocument.References(caReferences.primary, caReferences.secondary));
  }
}
