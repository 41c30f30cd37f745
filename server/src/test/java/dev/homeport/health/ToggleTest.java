package dev.homeport.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ToggleTest {

  private static final double LIMIT = 20;
  private static final double HYSTERESIS = 3;
  private static final long MINUTE = 60_000;

  private final Toggle toggle = new Toggle();
  private long now = 1_772_366_400_000L;

  private boolean after(long millis, double value, long hold) {
    now += millis;
    toggle.take(now, value, Direction.BELOW, LIMIT, HYSTERESIS, hold);
    return toggle.isOn();
  }

  @Test
  void isOnFromTheLimitOnUntilTheValueIsBackByTheHysteresis() {
    assertThat(after(0, 20.1, 0)).isFalse();
    assertThat(after(1_000, 20, 0)).isTrue();
    assertThat(after(1_000, 22.9, 0)).isTrue();
    assertThat(after(1_000, 23, 0)).isTrue();
    assertThat(after(1_000, 23.1, 0)).isFalse();
    assertThat(after(1_000, 20.1, 0)).isFalse();
  }

  @Test
  void waitsForTheHoldEitherWay() {
    assertThat(after(0, 10, MINUTE)).isFalse();
    assertThat(after(MINUTE - 1, 10, MINUTE)).isFalse();
    assertThat(after(1, 10, MINUTE)).isTrue();
    assertThat(after(1_000, 50, MINUTE)).isTrue();
    assertThat(after(MINUTE, 50, MINUTE)).isFalse();
  }

  @Test
  void beginsToWaitAnewWhenTheValueIsGoodInBetween() {
    after(0, 10, MINUTE);
    after(MINUTE / 2, 50, MINUTE);

    assertThat(after(MINUTE / 2, 10, MINUTE)).isFalse();
    assertThat(after(MINUTE, 10, MINUTE)).isTrue();
  }

  @Test
  void staysOnWhileItFlapsAndFallsWhenItHasBeenCalm() {
    after(0, 10, 0);
    after(1_000, 50, 0);
    assertThat(after(1_000, 10, 0)).isTrue();

    assertThat(after(1_000, 50, 0)).isTrue();
    assertThat(after(Toggle.CALM_MILLIS - 1, 50, 0)).isTrue();
    assertThat(after(1, 50, 0)).isFalse();
  }

  /** Whatever a device measures, once a second: whoever looks sees few changes. */
  @Property(tries = 200)
  void turnsSeldomWhateverComes(
      @ForAll @Size(min = 600, max = 1_200) List<@DoubleRange(min = 0, max = 40) Double> values) {
    Toggle any = new Toggle();
    List<Long> turns = new ArrayList<>();
    long at = now;
    for (double value : values) {
      boolean before = any.isOn();
      at += 1_000;
      any.take(at, value, Direction.BELOW, LIMIT, HYSTERESIS, 0);
      if (any.isOn() != before) {
        turns.add(at);
      }
    }

    for (int i = 6; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - 6)).isGreaterThanOrEqualTo(Toggle.CALM_MILLIS);
    }
  }

  /** A value that stays is what counts in the end, whatever was before. */
  @Property(tries = 200)
  void comesToTheValueThatStays(
      @ForAll @Size(max = 100) List<@DoubleRange(min = 0, max = 40) Double> values,
      @ForAll @DoubleRange(min = 0, max = 40) double last,
      @ForAll @IntRange(max = 120) int holdSeconds) {
    Toggle any = new Toggle();
    long at = now;
    for (double value : values) {
      at += 1_000;
      any.take(at, value, Direction.BELOW, LIMIT, HYSTERESIS, holdSeconds * 1_000L);
    }
    for (int i = 0; i <= 2 * Toggle.CALM_MILLIS / 1_000; i++) {
      at += 1_000;
      any.take(at, last, Direction.BELOW, LIMIT, HYSTERESIS, holdSeconds * 1_000L);
    }

    if (last <= LIMIT) {
      assertThat(any.isOn()).isTrue();
    } else if (last > LIMIT + HYSTERESIS) {
      assertThat(any.isOn()).isFalse();
    }
  }

  /** A restart in between changes nothing. */
  @Property(tries = 200)
  void goesOnFromItsMemory(
      @ForAll @Size(min = 1, max = 100) List<@DoubleRange(min = 0, max = 40) Double> values,
      @ForAll @IntRange(max = 99) int restart,
      @ForAll @IntRange(max = 10) int holdSeconds) {
    Toggle steady = new Toggle();
    Toggle restarted = new Toggle();
    long at = now;
    for (int i = 0; i < values.size(); i++) {
      if (i == restart) {
        restarted = new Toggle(restarted.memory());
      }
      at += 1_000;
      steady.take(at, values.get(i), Direction.BELOW, LIMIT, HYSTERESIS, holdSeconds * 1_000L);
      restarted.take(at, values.get(i), Direction.BELOW, LIMIT, HYSTERESIS, holdSeconds * 1_000L);

      assertThat(restarted.memory()).isEqualTo(steady.memory());
    }
  }
}
