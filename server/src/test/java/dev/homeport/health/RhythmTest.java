package dev.homeport.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {

  private static final HealthSettings SETTINGS =
      new HealthSettings(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofDays(90), 1_000);

  private static Rhythm every(Duration gap, int messages) {
    Rhythm rhythm = Rhythm.UNKNOWN;
    for (int i = 1; i < messages; i++) {
      rhythm = rhythm.after(gap.toMillis());
    }
    return rhythm;
  }

  private static Duration patience(Rhythm rhythm) {
    return Duration.ofMillis(rhythm.patience(SETTINGS));
  }

  @Test
  void isPatientForThreeOfTheDevicesOwnIntervals() {
    assertThat(patience(every(Duration.ofMinutes(10), 5))).isEqualTo(Duration.ofMinutes(30));
    assertThat(patience(every(Duration.ofHours(2), 2))).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void keepsToTheSettingsWhateverTheInterval() {
    assertThat(patience(every(Duration.ofSeconds(1), 9))).isEqualTo(Duration.ofMinutes(1));
    assertThat(patience(every(Duration.ofDays(7), 9))).isEqualTo(Duration.ofHours(24));
    assertThat(patience(Rhythm.UNKNOWN)).isEqualTo(Rhythm.FIRST);
  }

  @Test
  void learnsALongerIntervalFasterThanAShorterOne() {
    Rhythm longer = every(Duration.ofMinutes(1), 20).after(Duration.ofMinutes(5).toMillis());
    Rhythm shorter = every(Duration.ofMinutes(5), 20).after(Duration.ofMinutes(1).toMillis());

    assertThat(longer.intervalMillis()).isEqualTo(Duration.ofMinutes(3).toMillis());
    assertThat(shorter.intervalMillis()).isEqualTo(Duration.ofSeconds(276).toMillis());
  }

  @Test
  void isNotMisledByADeviceThatWasAway() {
    Rhythm after = every(Duration.ofMinutes(1), 20).after(Duration.ofDays(3).toMillis());

    assertThat(patience(after)).isLessThan(Duration.ofMinutes(15));
  }
}
