package dev.homeport.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClaimCodeTest {

  @Test
  void isReadHoweverItIsTyped() {
    for (int i = 0; i < 1_000; i++) {
      ClaimCode code = ClaimCode.fresh();
      String shown = code.shown();

      assertThat(shown).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
      assertThat(ClaimCode.parse(shown)).contains(code);
      assertThat(
              ClaimCode.parse(
                  "  "
                      + shown
                          .toLowerCase(Locale.ROOT)
                          .replace("-", " ")
                          .replace('0', 'o')
                          .replace('1', 'l')))
          .contains(code);
    }
  }

  @Test
  void everyWrongCharacterIsNoticed() {
    String shown = ClaimCode.fresh().shown().replace("-", "");
    for (int at = 0; at < shown.length(); at++) {
      for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        String typed = shown.substring(0, at) + c + shown.substring(at + 1);
        assertThat(ClaimCode.parse(typed).isPresent()).isEqualTo(typed.equals(shown));
      }
    }
    assertThat(ClaimCode.parse("")).isEmpty();
    assertThat(ClaimCode.parse(shown + "0")).isEmpty();
    assertThat(ClaimCode.parse(shown.substring(1) + "U")).isEmpty();
    assertThat(ClaimCode.parse("-".repeat(1_000))).isEmpty();
  }

  @Test
  void tellsNothingInALog() {
    ClaimCode code = ClaimCode.fresh();

    assertThat(code.toString()).doesNotContain(code.secret());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ids.add(ClaimCode.fresh().id());
    }
    assertThat(ids).hasSizeGreaterThan(90);
  }
}
