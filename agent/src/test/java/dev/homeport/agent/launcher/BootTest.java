package dev.homeport.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootTest {

  @Test
  void isReadAsItWasWritten() {
    Boot steady = Boot.steady(Slot.B);
    for (Boot boot :
        List.of(
            steady, steady.toTry(), steady.toTry().trying(), steady.failed("it ended\nwith 1"))) {
      assertThat(Boot.parse(boot.text())).isEqualTo(boot);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "c steady", "a sometimes", "\u0000"})
  void isNothingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Boot.parse(text));
  }
}
