package dev.homeport.access.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.registry.Hubs;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CertificateAuthoritiesTest {

  private static final CaScope HUB = CaScope.of(HubName.DEFAULT);

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Issued.NOW);
  private final Issued root = Issued.root("root");
  private CertificateAuthorities authorities = new CertificateAuthorities(database.jdbi(), clock);
  private ChainVerifier verifier = new ChainVerifier(authorities, clock);

  @BeforeEach
  void open() {
    new Hubs(database.jdbi()).ensureDefault(List.of("localhost"));
    authorities = new CertificateAuthorities(database.jdbi(), clock);
    verifier = new ChainVerifier(authorities, clock);
  }

  private boolean trusts(CaScope scope, Issued... shown) {
    return verifier.verify(scope, List.of(shown).stream().map(Issued::certificate).toList())
        instanceof ChainVerdict.Trusted;
  }

  private String code(String name) {
    return Objects.requireNonNull(authorities.askForProof(HUB, name).verificationCode());
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void countsOnceItsOwnerHasProvedToHoldItsKey() {
    authorities.upload(HUB, "root", root.pem(), false);
    Issued leaf = root.leaf("d");
    assertThat(trusts(HUB, leaf)).isFalse();

    CaCertificate verified = authorities.verify(HUB, "root", root.leaf(code("root")).pem());

    assertThat(verified.verified()).isTrue();
    assertThat(verified.verificationCode()).isNull();
    assertThat(trusts(HUB, leaf)).isTrue();
    assertThat(authorities.find(HUB, "root")).contains(verified);
  }

  @Test
  void refusesProofsThatProveNothing() {
    authorities.upload(HUB, "root", root.pem(), false);
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> authorities.verify(HUB, "root", root.leaf("without a code").pem()));
    String old = code("root");
    String code = code("root");

    for (Issued proof :
        List.of(
            root.leaf(old),
            root.leaf(code, Issued.NOW.minus(Duration.ofDays(1))),
            Issued.root("other").leaf(code),
            Issued.root("root").leaf(code),
            Issued.root(code))) {
      assertRefused(ErrorCode.ARGUMENT_INVALID, () -> authorities.verify(HUB, "root", proof.pem()));
    }
    assertThat(trusts(HUB, root.leaf("d"))).isFalse();
  }

  @Test
  void countsNoLongerWhenItIsDisabledOrGone() {
    authorities.upload(HUB, "root", root.pem(), true);
    Issued leaf = root.leaf("d");
    assertThat(trusts(HUB, leaf)).isTrue();

    authorities.enable(HUB, "root", false);
    assertThat(trusts(HUB, leaf)).isFalse();

    authorities.enable(HUB, "root", true);
    assertThat(trusts(HUB, leaf)).isTrue();

    authorities.delete(HUB, "root");
    assertThat(trusts(HUB, leaf)).isFalse();
    assertRefused(ErrorCode.NOT_FOUND, () -> authorities.delete(HUB, "root"));
  }

  @Test
  void countsForItsOwnerOnly() {
    authorities.upload(CaScope.PROVISIONING, "root", root.pem(), true);
    Issued leaf = root.leaf("d");

    assertThat(trusts(HUB, leaf)).isFalse();
    assertThat(trusts(CaScope.PROVISIONING, leaf)).isTrue();
    assertThat(
            verifier.verify(CaScope.PROVISIONING, List.of("another"), List.of(leaf.certificate())))
        .isInstanceOf(ChainVerdict.Refused.class);
  }

  @Test
  void refusesWhatIsNoAuthority() {
    for (String text :
        List.of(
            "",
            "nonsense",
            root.leaf("leaf").pem(),
            root.pem() + root.pem(),
            root.pem() + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            Issued.root("weak", Issued.rsa(1024), Issued.UNTIL).pem(),
            Issued.root("old", Issued.ec("secp256r1"), Issued.NOW.minusSeconds(1)).pem())) {
      assertRefused(ErrorCode.ARGUMENT_INVALID, () -> authorities.upload(HUB, "name", text, true));
    }
    assertThat(authorities.all(HUB)).isEmpty();
  }

  @Test
  void hasEachNameAndEachCertificateOnce() {
    authorities.upload(HUB, "root", root.pem(), true);

    assertRefused(
        ErrorCode.CERTIFICATE_ALREADY_EXISTS,
        () -> authorities.upload(HUB, "root", Issued.root("other").pem(), true));
    assertRefused(
        ErrorCode.CERTIFICATE_ALREADY_EXISTS,
        () -> authorities.upload(HUB, "other", root.pem(), true));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> authorities.upload(HUB, "a/b", root.pem(), true));
  }
}
