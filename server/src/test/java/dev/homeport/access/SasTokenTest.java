package dev.homeport.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.Secret;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SasTokenTest {

  private static final Secret KEY = Secret.randomKey(32);
  private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

  private static SasToken token(String resource) {
    return SasToken.parse(SasToken.create(resource, KEY, EXPIRY, ""));
  }

  @Test
  void isSignedWithItsKeyAndWithNoOther() {
    assertThat(token("host/devices/d").isSignedWith(KEY)).isTrue();
    assertThat(token("host/devices/d").isSignedWith(Secret.randomKey(32))).isFalse();
    assertThat(token("host/devices/d").isSignedWith(new Secret("not base64!"))).isFalse();
  }

  @Test
  void coversItsResourceAndWhatLiesBelowButNotALongerName() {
    SasToken token = token("HOST/devices/d");

    assertThat(token.host()).isEqualTo("host");
    assertThat(token.covers("/devices/d")).isTrue();
    assertThat(token.covers("/devices/d/messages/events")).isTrue();
    assertThat(token.covers("/devices/dd")).isFalse();
    assertThat(token.covers("/devices")).isFalse();
    assertThat(token("host").covers("/devices/d")).isTrue();
  }

  @Test
  void isExpiredFromTheSecondItNames() {
    assertThat(token("h").isExpired(EXPIRY.minusSeconds(1))).isFalse();
    assertThat(token("h").isExpired(EXPIRY)).isTrue();
  }

  @Test
  void refusesATokenThatLacksAField() {
    assertThatThrownBy(() -> SasToken.parse("SharedAccessSignature sr=h&se=1"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> SasToken.parse("Bearer x")).isInstanceOf(HubException.class);
  }

  @Property
  void refusesOrReadsWhateverItIsGiven(@ForAll String text) {
    try {
      SasToken.parse("SharedAccessSignature " + text);
    } catch (HubException e) {
      assertThat(e.code().httpStatus()).isEqualTo(401);
    }
  }
}
