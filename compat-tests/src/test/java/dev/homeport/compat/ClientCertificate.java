package dev.homeport.compat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A device's self-signed certificate with its key. */
record ClientCertificate(X509Certificate certificate, KeyPair keys) {

  /** RSA with 2048 bits, valid for a day. */
  static ClientCertificate rsa() {
    return create("RSA", 2048, "SHA256withRSA", Instant.now().plus(Duration.ofDays(1)));
  }

  /** The curve P-256, valid for a day. */
  static ClientCertificate ecc() {
    return create("EC", 256, "SHA256withECDSA", Instant.now().plus(Duration.ofDays(1)));
  }

  /** The curve P-256, no longer valid. */
  static ClientCertificate expired() {
    return create("EC", 256, "SHA256withECDSA", Instant.now().minus(Duration.ofMinutes(1)));
  }

  private static ClientCertificate create(
      String algorithm, int bits, String signature, Instant notAfter) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=device");
      var holder =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(notAfter.minus(Duration.ofDays(2))),
                  Date.from(notAfter),
                  name,
                  keys.getPublic())
              .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()));
      return new ClientCertificate(new JcaX509CertificateConverter().getCertificate(holder), keys);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-1 in hexadecimal digits, as IoT Hub names certificates. */
  String thumbprint() {
    return hex("SHA-1");
  }

  String thumbprintSha256() {
    return hex("SHA-256");
  }

  private String hex(String algorithm) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyManager[] keyManagers() {
    try {
      char[] password = "of this JVM only".toCharArray();
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("device", keys.getPrivate(), password, new Certificate[] {certificate});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
