package dev.homeport.access.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

final class ChainVerifierTest {

  private final MutableClock clock = new MutableClock(Issued.NOW);
  private final ChainVerifier verifier =
      new ChainVerifier(
          new CertificateAuthorities(Jdbi.create("jdbc:postgresql:unused"), clock), clock);
  private final Issued root = Issued.root("root");
  private final Issued middle = root.authority("middle", 0);

  private ChainVerdict verify(Issued trusted, Issued... shown) {
    return verifier.verify(List.of(trusted.certificate()), certificates(shown));
  }

  private static List<X509Certificate> certificates(Issued... issued) {
    return Stream.of(issued).map(Issued::certificate).toList();
  }

  private static void assertRefused(ChainVerdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            ChainVerdict.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  @Test
  void leadsThroughAnIntermediateToTheRoot() {
    Issued leaf = middle.leaf("d");

    assertThat(verify(root, leaf, middle))
        .isEqualTo(new ChainVerdict.Trusted(leaf.certificate(), root.certificate()));
    assertThat(verify(root, leaf, middle, root)).isInstanceOf(ChainVerdict.Trusted.class);
  }

  @Test
  void anIntermediateMayBeTheTrustedOne() {
    assertThat(verify(middle, middle.leaf("d"))).isInstanceOf(ChainVerdict.Trusted.class);
    assertThat(verify(middle, middle.leaf("d"), middle, root))
        .isInstanceOf(ChainVerdict.Trusted.class);
    assertRefused(verify(middle, root.leaf("d"), root), "unknown issuer");
  }

  @Test
  void takesIntermediatesInAnyOrder() {
    Issued upper = root.authority("upper", 1);
    Issued lower = upper.authority("lower", 0);

    assertThat(verify(root, lower.leaf("d"), upper, lower))
        .isInstanceOf(ChainVerdict.Trusted.class);
  }

  @Test
  void refusesAnUnknownIssuerAndOneThatOnlyHasTheName() {
    assertRefused(verify(root, middle.leaf("d")), "unknown issuer");
    assertRefused(verify(root, Issued.root("root").leaf("d")), "unknown issuer");
  }

  @Test
  void refusesWhatIsOutOfDate() {
    Issued brief = root.leaf("d", Issued.NOW.plus(Duration.ofDays(1)));
    assertThat(verify(root, brief)).isInstanceOf(ChainVerdict.Trusted.class);

    clock.advance(Duration.ofDays(2));

    assertRefused(verify(root, brief), "expired");
    clock.advance(Duration.ofDays(400));
    assertRefused(verify(root, root.leaf("d", Issued.UNTIL.plus(Duration.ofDays(400)))), "unknown");
  }

  @Test
  void refusesALeafThatSignedAnother() {
    Issued leaf = root.leaf("d");

    assertRefused(verify(root, leaf.leaf("other"), leaf), "invalid chain");
  }

  @Test
  void refusesMoreIntermediatesThanAreAllowed() {
    Issued tooLow = middle.authority("too-low", 0);

    assertRefused(verify(root, tooLow.leaf("d"), tooLow, middle), "invalid chain");
    assertRefused(verify(middle, tooLow.leaf("d"), tooLow), "more intermediates");
  }

  @Test
  void refusesWeakKeysAndSignatures() {
    assertRefused(verify(root, root.leafWith(Issued.rsa(1024), "d")), "RSA with 2048");
    assertRefused(verify(root, root.leafWith(Issued.ed25519(), "d")), "P-256");
    assertRefused(verify(root, root.leafBySha1("d")), "SHA1");
    assertThat(verify(root, root.leafWith(Issued.rsa(2048), "d")))
        .isInstanceOf(ChainVerdict.Trusted.class);
  }

  @Test
  void refusesACertificateThatIsForServersOnly() {
    assertRefused(
        verify(root, root.leafFor(KeyPurposeId.id_kp_serverAuth, "d")), "not for clients");
    assertThat(verify(root, root.leafFor(KeyPurposeId.id_kp_clientAuth, "d")))
        .isInstanceOf(ChainVerdict.Trusted.class);
  }

  @Test
  void refusesMoreCertificatesThanItLooksAt() {
    List<Issued> many = new ArrayList<>(List.of(root.leaf("d")));
    while (many.size() <= ChainVerifier.MAX_SHOWN) {
      many.add(root);
    }

    assertRefused(verify(root, many.toArray(Issued[]::new)), "more than");
    assertRefused(verifier.verify(List.of(), List.of()), "no certificate");
  }
}
