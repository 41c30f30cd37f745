package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.ca.Certificates;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on the wire (DPS service REST API, X509CertificateWithInfo): as text on its way in,
 * as what can be read off it on its way out.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateDocument(@Nullable String certificate, @Nullable Info info) {

  /** What stands in a certificate. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Info(
      @Nullable String subjectName,
      @Nullable String sha1Thumbprint,
      @Nullable String sha256Thumbprint,
      @Nullable String issuerName,
      @Nullable String notBeforeUtc,
      @Nullable String notAfterUtc,
      @Nullable String serialNumber,
      @Nullable Integer version) {}

  /**
   * A certificate that is to be enrolled.
   *
   * @param thumbprint SHA-256 of one that is there already, which stands for it
   */
  public static CertificateDocument meant(
      @Nullable String certificate, @Nullable String thumbprint) {
    return new CertificateDocument(
        certificate, new Info(null, null, thumbprint, null, null, null, null, null));
  }

  static CertificateDocument of(X509Certificate certificate) {
    return new CertificateDocument(
        null,
        new Info(
            certificate.getSubjectX500Principal().getName(),
            Certificates.thumbprint(certificate, "SHA-1"),
            Certificates.thumbprint(certificate, "SHA-256"),
            certificate.getIssuerX500Principal().getName(),
            Times.text(certificate.getNotBefore().toInstant()),
            Times.text(certificate.getNotAfter().toInstant()),
            certificate.getSerialNumber().toString(16),
            certificate.getVersion()));
  }

  /**
   * The certificate that is meant.
   *
   * @param old those that are there already, one of which {@code info} may name: clients send back
   *     what they have read
   */
  X509Certificate certificate(List<X509Certificate> old) {
    if (certificate == null || certificate.isEmpty()) {
      return old.stream().filter(this::isMeant).findFirst().orElseThrow(CertificateDocument::none);
    }
    return Certificates.parse(unwrapped(certificate));
  }

  /** Some clients encode the whole PEM text in base64 once more. */
  private static String unwrapped(String text) {
    try {
      String inner = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
      return inner.startsWith("-----BEGIN ") ? inner : text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private boolean isMeant(X509Certificate one) {
    return info != null
        && Certificates.thumbprint(one, "SHA-256").equalsIgnoreCase(info.sha256Thumbprint());
  }

  private static HubException none() {
    return new HubException(ErrorCode.ARGUMENT_INVALID, "a certificate is missing");
  }
}
