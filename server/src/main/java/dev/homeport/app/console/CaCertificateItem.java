package dev.homeport.app.console;

import dev.homeport.access.ca.CaCertificate;
import dev.homeport.access.ca.Certificates;
import java.security.cert.X509Certificate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of an authority.
 *
 * @param verified whether it is proved that its owner holds the key
 * @param verificationCode what the proof has to have as its common name, once it is asked for
 * @param certificate PEM
 */
@Schema(
    name = "CaCertificate",
    requiredProperties = {
      "name",
      "subject",
      "issuer",
      "sha1Thumbprint",
      "sha256Thumbprint",
      "notBefore",
      "notAfter",
      "verified",
      "enabled",
      "verificationCode",
      "createdAt",
      "updatedAt",
      "certificate"
    })
public record CaCertificateItem(
    String name,
    String subject,
    String issuer,
    String sha1Thumbprint,
    String sha256Thumbprint,
    @Schema(format = "date-time") String notBefore,
    @Schema(format = "date-time") String notAfter,
    boolean verified,
    boolean enabled,
    @Schema(nullable = true) @Nullable String verificationCode,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt,
    String certificate) {

  static CaCertificateItem of(CaCertificate one) {
    X509Certificate certificate = one.certificate();
    return new CaCertificateItem(
        one.name(),
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        Certificates.thumbprint(certificate, "SHA-1"),
        Certificates.thumbprint(certificate, "SHA-256"),
        certificate.getNotBefore().toInstant().toString(),
        certificate.getNotAfter().toInstant().toString(),
        one.verified(),
        one.enabled(),
        one.verificationCode(),
        one.createdAt().toString(),
        one.updatedAt().toString(),
        Certificates.pem(certificate));
  }
}
