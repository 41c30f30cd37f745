package dev.homeport.compat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Somebody's certificate with its key and with the certificates above it: a certificate authority,
 * or a device that one signed.
 *
 * @param chain its own first, without a root
 */
record Authority(List<X509Certificate> chain, KeyPair keys, String name) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * A root of its own making.
   *
   * @param algorithm {@code RSA}, with 2048 bits, or {@code EC}, on the curve P-256
   */
  static Authority root(String algorithm, String name) {
    KeyPair keys = keys(algorithm);
    X500Name subject = new X500Name("CN=" + name);
    return new Authority(
        List.of(certificate(subject, keys, subject, keys, day(), true)), keys, name);
  }

  private static Instant day() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  Authority intermediate(String name) {
    return issue(name, day(), true);
  }

  Authority device(String name) {
    return issue(name, day(), false);
  }

  Authority expiredDevice(String name) {
    return issue(name, Instant.now().minus(Duration.ofMinutes(1)), false);
  }

  private Authority issue(String issued, Instant notAfter, boolean authority) {
    KeyPair own = keys(keys.getPrivate().getAlgorithm());
    List<X509Certificate> all = new ArrayList<>();
    all.add(
        certificate(
            new X500Name("CN=" + name),
            keys,
            new X500Name("CN=" + issued),
            own,
            notAfter,
            authority));
    boolean root =
        chain
            .getFirst()
            .getSubjectX500Principal()
            .equals(chain.getFirst().getIssuerX500Principal());
    if (!root) {
      all.addAll(chain);
    }
    return new Authority(List.copyOf(all), own, issued);
  }

  private static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(
      X500Name issuer,
      KeyPair issuerKeys,
      X500Name subject,
      KeyPair keys,
      Instant notAfter,
      boolean authority) {
    String algorithm =
        issuerKeys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  issuer,
                  new BigInteger(64, RANDOM),
                  Date.from(notAfter.minus(Duration.ofDays(2))),
                  Date.from(notAfter),
                  subject,
                  keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyManager[] keyManagers() {
    try {
      char[] password = "of this JVM only".toCharArray();
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("device", keys.getPrivate(), password, chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its own certificate. */
  String pem() {
    return pem(List.of(chain.getFirst()));
  }

  /** Its own certificate and those above it. */
  String chainPem() {
    return pem(chain);
  }

  String keyPem() {
    try {
      return pem(List.of(new JcaPKCS8Generator(keys.getPrivate(), null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(List<?> parts) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object part : parts) {
        writer.writeObject(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
