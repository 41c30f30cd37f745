package dev.homeport.app.console;

import dev.homeport.provisioning.AttestationDocument;
import dev.homeport.provisioning.CertificateDocument;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The certificates by which devices prove themselves; one of the three is there.
 *
 * @param clientCertificates the device's own
 * @param signingCertificates below which those of a group's devices are
 * @param caReferences names of authorities of the provisioning service that do the same
 */
@Schema(
    name = "EnrolledCertificates",
    requiredProperties = {"clientCertificates", "signingCertificates", "caReferences"})
public record EnrolledCertificates(
    @Schema(nullable = true) @Nullable Pair clientCertificates,
    @Schema(nullable = true) @Nullable Pair signingCertificates,
    @Schema(nullable = true) @Nullable Names caReferences) {

  /** A certificate, and perhaps the one that takes its place. */
  @Schema(
      name = "EnrolledCertificatePair",
      requiredProperties = {"primary", "secondary"})
  public record Pair(One primary, @Schema(nullable = true) @Nullable One secondary) {

    static @Nullable Pair of(AttestationDocument.@Nullable CertificatePair document) {
      return document == null
          ? null
          : new Pair(
              One.of(Objects.requireNonNull(document.primary())),
              document.secondary() == null ? null : One.of(document.secondary()));
    }
  }

  /**
   * What stands in a certificate.
   *
   * @param thumbprint SHA-256, in hex
   */
  @Schema(
      name = "EnrolledCertificate",
      requiredProperties = {"subject", "issuer", "thumbprint", "notBefore", "notAfter"})
  public record One(
      String subject,
      String issuer,
      String thumbprint,
      @Schema(format = "date-time") String notBefore,
      @Schema(format = "date-time") String notAfter) {

    static One of(CertificateDocument document) {
      CertificateDocument.Info info = Objects.requireNonNull(document.info());
      return new One(
          Objects.requireNonNull(info.subjectName()),
          Objects.requireNonNull(info.issuerName()),
          Objects.requireNonNull(info.sha256Thumbprint()),
          Objects.requireNonNull(info.notBeforeUtc()),
          Objects.requireNonNull(info.notAfterUtc()));
    }
  }

  /** Names of authorities. */
  @Schema(
      name = "AuthorityNames",
      requiredProperties = {"primary", "secondary"})
  public record Names(String primary, @Schema(nullable = true) @Nullable String secondary) {}

  static EnrolledCertificates of(AttestationDocument.X509 document) {
    AttestationDocument.References names = document.caReferences();
    return new EnrolledCertificates(
        Pair.of(document.clientCertificates()),
        Pair.of(document.signingCertificates()),
        names == null
            ? null
            : new Names(Objects.requireNonNull(names.primary()), names.secondary()));
  }
}
