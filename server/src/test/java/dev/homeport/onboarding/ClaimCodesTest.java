package dev.homeport.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ClaimCodesTest {

  private static final String HOME = "192.0.2.1";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private OnboardedHub hub;

  @BeforeEach
  void open() {
    hub = new OnboardedHub(database.jdbi());
    hub.record("SN-1");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private String code() {
    return hub.codes.make("SN-1", 30, "carla").code();
  }

  private ClaimResult claim(String typed, String address) {
    return hub.codes.claim(typed, null, address);
  }

  /** A code with the id of another one and a secret of its own. */
  private static String guess(String code) {
    String id = ClaimCode.parse(code).orElseThrow().id();
    return new ClaimCode(id, ClaimCode.fresh().secret()).shown();
  }

  @Test
  void aCodeRegistersItsDeviceOnce() {
    String code = code();

    assertThat(claim(code, HOME))
        .isInstanceOfSatisfying(
            ClaimResult.Claimed.class,
            claimed -> assertThat(claimed.device().record().serial()).isEqualTo("SN-1"));
    assertThat(hub.device("SN-1").enabled()).isTrue();
    assertThat(hub.codes.state("SN-1").status()).isEqualTo(ClaimCodeState.Status.USED);

    assertThat(claim(code, HOME)).isEqualTo(new ClaimResult.Refused());
  }

  @Test
  void aCodeWorksForItsTimeOnly() {
    String code = code();
    hub.clock.advance(Duration.ofDays(30));

    assertThat(claim(code, HOME)).isEqualTo(new ClaimResult.Refused());
    assertThat(hub.codes.state("SN-1").status()).isEqualTo(ClaimCodeState.Status.EXPIRED);
  }

  @Test
  void aNewCodeEndsTheOldOne() {
    String old = code();
    String fresh = code();

    assertThat(claim(old, HOME)).isEqualTo(new ClaimResult.Refused());
    assertThat(claim(fresh, HOME)).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void aCodeThatIsGuessedAtIsLockedWhereverTheGuessesComeFrom() {
    String code = code();
    for (int i = 0; i < ClaimCodes.MAX_ATTEMPTS; i++) {
      assertThat(claim(guess(code), "192.0.2." + (10 + i))).isEqualTo(new ClaimResult.Refused());
    }

    assertThat(claim(code, HOME)).isEqualTo(new ClaimResult.Refused());
    assertThat(hub.codes.state("SN-1").status()).isEqualTo(ClaimCodeState.Status.LOCKED);
    assertThat(hub.registry.find(OnboardedHub.identity("SN-1"))).isEmpty();
  }

  @Test
  void anAddressWithWrongCodesHasToWaitAndOthersNeedNot() {
    String code = code();
    for (int i = 0; i < 5; i++) {
      assertThat(claim(ClaimCode.fresh().shown(), HOME)).isEqualTo(new ClaimResult.Refused());
    }

    assertThat(claim(code, HOME)).isInstanceOf(ClaimResult.TooMany.class);
    assertThat(claim(code, "192.0.2.2")).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void aSlipCostsTheCodeNothing() {
    String code = code();
    char last = code.charAt(code.length() - 1);
    String slip = code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');

    assertThat(claim(slip, HOME)).isEqualTo(new ClaimResult.Mistyped());

    assertThat(hub.codes.state("SN-1").attempts()).isZero();
    assertThat(claim(code, HOME)).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void aCodeIsNotUsedUpByARequestThatIsRefused() {
    String code = code();

    assertThatThrownBy(() -> hub.codes.claim(code, DeviceKey.rsa(1_024).request("CN=SN-1"), HOME))
        .isInstanceOf(HubException.class);

    assertThat(claim(code, HOME)).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void theTableHoldsNoCode() {
    String code = code().replace("-", "");

    String kept =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT CAST(claim_code AS text) FROM claim_code")
                        .mapTo(String.class)
                        .one());

    assertThat(kept).contains(code.substring(0, 5)).doesNotContain(code.substring(5, 15));
  }

  @Test
  void aDeviceThatWasOnboardedGetsNoCode() {
    hub.onboard("SN-1");

    assertThatThrownBy(this::code).hasMessageContaining("provisioned already");
  }
}
