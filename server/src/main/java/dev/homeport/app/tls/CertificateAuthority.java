package dev.homeport.app.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The installation's own CA (ECDSA P-256, ten years) in a folder: {@code ca.pem} for clients to
 * trust, {@code ca.key} readable by its owner only. It signs the server certificate beside it.
 */
final class CertificateAuthority {

  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final Clock clock;

  CertificateAuthority(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Path caFile() {
    return folder.resolve("ca.pem");
  }

  Path certificateFile() {
    return folder.resolve("server.pem");
  }

  Path keyFile() {
    return folder.resolve("server.key");
  }

  /**
   * Makes what is missing; makes the server certificate anew when its names or its time ask for it.
   */
  void ensure(Collection<String> hostNames) {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(caFile())) {
        makeCa();
      }
      if (!Files.exists(certificateFile()) || isStale(hostNames)) {
        makeServerCertificate(hostNames);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the certificates could not be made", e);
    }
  }

  private boolean isStale(Collection<String> hostNames) throws CertificateException, IOException {
    X509Certificate current = Pem.certificates(certificateFile()).getFirst();
    Instant renewal = current.getNotAfter().toInstant().minus(RENEW_BEFORE);
    return clock.instant().isAfter(renewal) || !names(current).containsAll(hostNames);
  }

  /** The names that clients may use for who shows it. */
  static Set<String> names(X509Certificate certificate) throws CertificateException {
    var names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream()
            .map(name -> String.valueOf(name.get(1)))
            .collect(java.util.stream.Collectors.toSet());
  }

  private void makeCa() throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair pair = keyPair();
    X500Name subject = new X500Name("CN=Homeport CA " + Long.toHexString(RANDOM.nextLong()));
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    X509v3CertificateBuilder builder = builder(subject, subject, pair, CA_LIFE);
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(pair.getPublic()));
    write(folder.resolve("ca.key"), pair.getPrivate(), true);
    write(caFile(), sign(builder, pair.getPrivate()), false);
  }

  private void makeServerCertificate(Collection<String> hostNames)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X509Certificate ca = Pem.certificates(caFile()).getFirst();
    PrivateKey caKey = Pem.key(folder.resolve("ca.key"));
    KeyPair pair = keyPair();
    GeneralName[] names =
        hostNames.stream()
            .map(
                name ->
                    new GeneralName(
                        ADDRESS.matcher(name).matches()
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new);
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    X509v3CertificateBuilder builder =
        builder(
            X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()),
            new X500Name("CN=Homeport"),
            pair,
            SERVER_LIFE);
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(pair.getPublic()))
        .addExtension(
            Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(ca));
    write(keyFile(), pair.getPrivate(), true);
    write(certificateFile(), sign(builder, caKey), false);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Duration life) {
    Instant from = clock.instant().minus(CLOCK_SKEW);
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(from),
        Date.from(from.plus(life)),
        subject,
        pair.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  /** Written beside and moved into place, so that a crash leaves no half of a file. */
  private static void write(Path file, Object content, boolean secret) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var permissions = PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--");
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(permissions));
    Files.write(fresh, List.of(text.toString().strip()), StandardOpenOption.WRITE);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
