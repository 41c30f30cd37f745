package dev.homeport.onboarding;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Certificates of devices: as text in, as thumbprints out. */
final class DeviceCertificates {

  private static final int SHA1_DIGITS = 40;

  private DeviceCertificates() {}

  /**
   * @throws CertificateException when it is none
   */
  static X509Certificate read(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a certificate is the one with a thumbprint, SHA-1 or SHA-256. */
  static boolean hasThumbprint(X509Certificate certificate, String thumbprint) {
    return thumbprint(certificate, thumbprint.length() == SHA1_DIGITS ? "SHA-1" : "SHA-256")
        .equalsIgnoreCase(thumbprint);
  }

  static String thumbprint(X509Certificate certificate, String algorithm) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
