package dev.homeport.access.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate with its key, which can issue others. */
record Issued(X509Certificate certificate, KeyPair keys) {

  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant NOW = FROM.plus(Duration.ofDays(10));
  static final Instant UNTIL = FROM.plus(Duration.ofDays(365));

  /** A root of its own making, on the curve P-256. */
  static Issued root(String name) {
    return create(null, name, ec("secp256r1"), UNTIL, 9, null, "SHA256withECDSA");
  }

  static Issued root(String name, KeyPair keys, Instant until) {
    String algorithm =
        keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return create(null, name, keys, until, 9, null, algorithm);
  }

  /** An authority below this one that allows {@code below} more of them. */
  Issued authority(String name, int below) {
    return create(this, name, ec("secp384r1"), UNTIL, below, null, algorithm("SHA256"));
  }

  Issued leaf(String name) {
    return leaf(name, UNTIL);
  }

  Issued leaf(String name, Instant until) {
    return create(this, name, ec("secp256r1"), until, -1, null, algorithm("SHA256"));
  }

  Issued leafFor(KeyPurposeId purpose, String name) {
    return create(this, name, ec("secp256r1"), UNTIL, -1, purpose, algorithm("SHA256"));
  }

  Issued leafWith(KeyPair keys, String name) {
    return create(this, name, keys, UNTIL, -1, null, algorithm("SHA256"));
  }

  Issued leafBySha1(String name) {
    return create(this, name, ec("secp256r1"), UNTIL, -1, null, algorithm("SHA1"));
  }

  String pem() {
    return Certificates.pem(certificate);
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String algorithm(String digest) {
    return digest + (keys.getPublic().getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA");
  }

  /**
   * @param below how many authorities it may have below it; negative for none at all
   */
  private static Issued create(
      @Nullable Issued issuer,
      String name,
      KeyPair keys,
      Instant until,
      int below,
      @Nullable KeyPurposeId purpose,
      String algorithm) {
    X500Name subject = new X500Name("CN=" + name);
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? subject
                  : X500Name.getInstance(
                      issuer.certificate().getSubjectX500Principal().getEncoded()),
              new BigInteger(64, new SecureRandom()),
              Date.from(FROM),
              Date.from(until),
              subject,
              keys.getPublic());
      builder.addExtension(
          Extension.basicConstraints,
          true,
          below < 0 ? new BasicConstraints(false) : new BasicConstraints(below));
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      var signer =
          new JcaContentSignerBuilder(algorithm)
              .build((issuer == null ? keys : issuer.keys()).getPrivate());
      return new Issued(
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)), keys);
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }
}
