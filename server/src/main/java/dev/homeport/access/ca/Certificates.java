package dev.homeport.access.ca;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;

/** What can be read off an X.509 certificate, and the certificate off what people upload. */
public final class Certificates {

  /** Of the text or bytes of an upload. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final int MIN_RSA_BITS = 2048;

  /** By the order of the group: P-256, P-384 and P-521 differ from all other curves in it. */
  private static final Set<BigInteger> CURVES =
      Set.of(
          new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16),
          new BigInteger(
              "ffffffffffffffffffffffffffffffffffffffffffffffff"
                  + "c7634d81f4372ddf581a0db248b0a77aecec196accc52973",
              16),
          new BigInteger(
              "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                  + "fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
              16));

  private Certificates() {}

  /**
   * The one certificate of an upload.
   *
   * @param text PEM, or base64 of DER as in a PEM without its lines of dashes
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none, more than one,
   *     or a private key beside it
   */
  public static X509Certificate parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw invalid("the certificate is missing");
    }
    if (text.length() > MAX_BYTES) {
      throw invalid("a certificate has at most " + MAX_BYTES + " characters");
    }
    if (text.contains("PRIVATE KEY-----")) {
      throw invalid("this holds a private key, which stays with its owner: take it for disclosed");
    }
    List<String> blocks =
        PEM.matcher(text).results().map((MatchResult block) -> block.group(1)).toList();
    if (blocks.size() > 1) {
      throw invalid("this holds " + blocks.size() + " certificates: one at a time");
    }
    try {
      return parse(Base64.getMimeDecoder().decode(blocks.isEmpty() ? text : blocks.getFirst()));
    } catch (IllegalArgumentException e) {
      throw invalid("neither PEM nor base64 of DER");
    }
  }

  /** The certificate in DER. */
  public static X509Certificate parse(byte[] der) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (MessageDigest.isEqual(certificate.getEncoded(), der)) {
        return certificate;
      }
    } catch (CertificateException e) {
      // neither: told below
    }
    throw invalid("this is not an X.509 certificate");
  }

  /**
   * Refuses what cannot be a certificate authority: without the right to sign certificates, with a
   * weak key, or out of date.
   */
  public static void requireAuthority(X509Certificate certificate, Instant now) {
    if (certificate.getBasicConstraints() < 0) {
      throw invalid("this is not the certificate of an authority (basicConstraints lacks cA)");
    }
    boolean @Nullable [] usage = certificate.getKeyUsage();
    if (usage != null && !usage[5]) {
      throw invalid("the certificate's key may not sign certificates (keyUsage lacks keyCertSign)");
    }
    String weakness = weakness(certificate);
    if (weakness != null) {
      throw invalid(weakness);
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw invalid("the certificate expired at " + certificate.getNotAfter().toInstant());
    }
  }

  /** What makes a certificate's key or signature too weak; null when nothing does. */
  static @Nullable String weakness(X509Certificate certificate) {
    boolean strongKey =
        switch (certificate.getPublicKey()) {
          case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
          case ECPublicKey ec -> CURVES.contains(ec.getParams().getOrder());
          default -> false;
        };
    if (!strongKey) {
      return "a key is RSA with " + MIN_RSA_BITS + " bits or more, or of P-256, P-384 or P-521";
    }
    String algorithm = certificate.getSigAlgName();
    boolean selfIssued =
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    return !selfIssued && (algorithm.startsWith("SHA1") || algorithm.startsWith("MD"))
        ? "a signature with " + algorithm + " proves nothing"
        : null;
  }

  public static boolean isValidAt(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant())
        && !at.isAfter(certificate.getNotAfter().toInstant());
  }

  /** The subject's common name; empty when there is none or more than one. */
  public static Optional<String> commonName(X509Certificate certificate) {
    RDN[] names =
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
            .getRDNs(BCStyle.CN);
    return names.length == 1 && !names[0].isMultiValued()
        ? Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()))
        : Optional.empty();
  }

  /**
   * The digest of the whole certificate in upper-case hex.
   *
   * @param algorithm {@code SHA-1}, by which IoT Hub names certificates, or {@code SHA-256}
   */
  public static String thumbprint(X509Certificate certificate, String algorithm) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(der(certificate));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }

  /** The certificate in DER. */
  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** The certificate as text. */
  public static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + LINES.encodeToString(der(certificate))
        + "\n-----END CERTIFICATE-----\n";
  }

  /** What the other side of a TLS connection showed, its own first; empty when it showed none. */
  public static List<X509Certificate> shown(SSLSession session) {
    try {
      return Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // none was presented
    }
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
