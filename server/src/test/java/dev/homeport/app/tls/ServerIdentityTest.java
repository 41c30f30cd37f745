package dev.homeport.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerIdentityTest {

  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "hub.test");

  @TempDir Path temporary = Path.of("unset");

  private record PemFiles(Path certificate, Path key) {}

  private PemFiles own(String name) {
    try (ServerIdentity identity = ServerIdentity.own(temporary.resolve(name), HOSTS)) {
      return new PemFiles(identity.certificateFile(), identity.keyFile());
    }
  }

  /** A self-signed RSA certificate. */
  private PemFiles rsa(String name, Duration life) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Instant from = Instant.now().minus(Duration.ofDays(10));
    X500Name subject = new X500Name("CN=" + name);
    var holder =
        new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
    return new PemFiles(
        pem(name + ".pem", new JcaX509CertificateConverter().getCertificate(holder)),
        pem(name + ".key", new JcaPKCS8Generator(pair.getPrivate(), null)));
  }

  private Path pem(String name, Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return Files.writeString(temporary.resolve(name), text.toString());
  }

  private static void load(Path certificate, Path key) {
    ServerIdentity.ofFiles(certificate, key, Optional.empty(), HOSTS).close();
  }

  @Test
  void anotherHostNameMakesANewCertificateOfTheSameCa() throws Exception {
    try (ServerIdentity identity = ServerIdentity.own(temporary.resolve("own"), HOSTS)) {
      String ca = Files.readString(identity.caFile());
      String before = identity.fingerprint();

      identity.serve(List.of("hub.test", "127.0.0.9", "north.example.com"));

      assertThat(identity.fingerprint()).isNotEqualTo(before);
      assertThat(CertificateAuthority.names(identity.getCertificateChain(null)[0]))
          .contains("127.0.0.1", "localhost", "127.0.0.9", "north.example.com");
      assertThat(Files.readString(identity.caFile())).isEqualTo(ca);
      String now = identity.fingerprint();
      identity.serve(List.of("north.example.com"));
      assertThat(identity.fingerprint()).isEqualTo(now);
    }
  }

  @Test
  void takesACertificateWithItsOwnKey() throws Exception {
    PemFiles elliptic = own("a");
    PemFiles rsa = rsa("rsa", Duration.ofDays(20));

    load(elliptic.certificate(), elliptic.key());
    load(rsa.certificate(), rsa.key());
  }

  @Test
  void refusesAKeyOfTheSameKindThatIsNotTheCertificates() throws Exception {
    PemFiles one = own("a");
    PemFiles other = own("b");
    PemFiles rsa = rsa("rsa-a", Duration.ofDays(20));
    PemFiles otherRsa = rsa("rsa-b", Duration.ofDays(20));

    assertThatThrownBy(() -> load(one.certificate(), other.key()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(other.key() + " is not the key of " + one.certificate());
    assertThatThrownBy(() -> load(rsa.certificate(), otherRsa.key()))
        .hasMessage(otherRsa.key() + " is not the key of " + rsa.certificate());
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    PemFiles elliptic = own("a");
    PemFiles rsa = rsa("rsa", Duration.ofDays(20));

    assertThatThrownBy(() -> load(elliptic.certificate(), rsa.key()))
        .hasMessageContaining("is not the key of");
    assertThatThrownBy(() -> load(rsa.certificate(), elliptic.key()))
        .hasMessageContaining("is not the key of");
  }

  @Test
  void refusesFilesThatHoldNothingOfTheKind() throws Exception {
    PemFiles own = own("a");
    Path empty = Files.writeString(temporary.resolve("empty"), "");

    assertThatThrownBy(() -> load(empty, own.key())).hasMessageContaining("holds no certificate");
    assertThatThrownBy(() -> load(own.certificate(), empty))
        .hasMessageContaining("holds no unencrypted private key");
    assertThatThrownBy(() -> load(temporary.resolve("missing"), own.key()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    PemFiles old = rsa("old", Duration.ofDays(5));

    assertThatThrownBy(() -> load(old.certificate(), old.key()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the server certificate cannot be used");
  }

  @Test
  void makesCertificatesForItsNamesAndKeepsThemTheNextTime() throws Exception {
    try (ServerIdentity first = ServerIdentity.own(temporary, HOSTS);
        ServerIdentity again = ServerIdentity.own(temporary, List.of("localhost"))) {
      assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
      assertThat(Pem.certificates(first.certificateFile()).getFirst().getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .containsExactlyInAnyOrderElementsOf(HOSTS);
    }
    try (ServerIdentity renamed = ServerIdentity.own(temporary, List.of("new.test"))) {
      assertThat(
              Pem.certificates(renamed.certificateFile()).getFirst().getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .containsExactly("new.test");
    }
  }

  @Test
  void keepsItsKeysToItsOwner() throws Exception {
    try (ServerIdentity identity = ServerIdentity.own(temporary, HOSTS)) {
      for (Path key : List.of(identity.keyFile(), temporary.resolve("ca.key"))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .isEqualTo("rw-------");
      }
    }
  }
}
