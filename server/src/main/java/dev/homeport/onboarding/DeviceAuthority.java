package dev.homeport.onboarding;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Homeport's own CA for devices (ECDSA P-256), one for the installation: made when the first
 * certificate is asked for, and kept among the secrets that the nodes share. Devices keep their
 * certificates for {@link #DEVICE_LIFE}. Thread-safe; blocks.
 */
public final class DeviceAuthority {

  static final Duration DEVICE_LIFE = Duration.ofDays(3_650);

  private static final Duration LIFE = Duration.ofDays(7_300);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final String SECRET = "device-ca";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Jdbi jdbi;
  private final Clock clock;
  private @Nullable Own own; // guarded by this

  private record Own(PrivateKey key, X509Certificate certificate) {}

  public DeviceAuthority(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * A certificate that was made.
   *
   * @param pem the certificate
   * @param authority the CA's, PEM
   */
  record Issued(X509Certificate certificate, String pem, String authority) {}

  /** Certifies that the key of a request is that of a device. */
  Issued issue(CertificateRequest request, String deviceId) {
    Own ca = own();
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      Instant from = clock.instant().minus(CLOCK_SKEW);
      X500Principal subject =
          new X500Principal(
              new X500NameBuilder().addRDN(BCStyle.CN, deviceId).build().getEncoded());
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              ca.certificate(),
              new BigInteger(SERIAL_BITS, RANDOM),
              Date.from(from),
              Date.from(from.plus(DEVICE_LIFE)),
              subject,
              request.key());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(request.key()))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(ca.certificate()));
      X509Certificate certificate = signed(builder, ca.key());
      return new Issued(certificate, pem(certificate), pem(ca.certificate()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a device's certificate could not be made", e);
    }
  }

  private synchronized Own own() {
    Own known = own;
    if (known == null) {
      known = read(StoredSecret.of(jdbi, SECRET, this::fresh));
      own = known;
    }
    return known;
  }

  /** A new key and its certificate, PEM. */
  private String fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Principal name =
          new X500Principal("CN=Homeport device CA " + Long.toHexString(RANDOM.nextLong()));
      Instant from = clock.instant().minus(CLOCK_SKEW);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, RANDOM),
              Date.from(from),
              Date.from(from.plus(LIFE)),
              name,
              pair.getPublic());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return pem(new JcaPKCS8Generator(pair.getPrivate(), null))
          + pem(signed(builder, pair.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("the device CA could not be made", e);
    }
  }

  private static Own read(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      PrivateKeyInfo key = (PrivateKeyInfo) Objects.requireNonNull(parser.readObject());
      X509CertificateHolder certificate =
          (X509CertificateHolder) Objects.requireNonNull(parser.readObject());
      return new Own(
          new JcaPEMKeyConverter().getPrivateKey(key),
          new JcaX509CertificateConverter().getCertificate(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the device CA cannot be read", e);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static String pem(Object part) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    }
    return text.toString();
  }
}
