package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageRateTest {

  private final AtomicLong counter = new AtomicLong();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final MessageRate rate = new MessageRate(counter::get, clock);

  @Test
  void isZeroAtFirst() {
    assertThat(rate.perSecond()).isZero();
  }

  @Test
  void averagesOverAFewSecondsAndForgetsWhatIsOlder() {
    for (int i = 0; i < 4; i++) {
      second(100);
    }
    assertThat(rate.perSecond()).isEqualTo(100.0);

    for (int i = 0; i < 10; i++) {
      second(0);
    }
    assertThat(rate.perSecond()).isZero();
  }

  private void second(int messages) {
    counter.addAndGet(messages);
    clock.advance(Duration.ofSeconds(1));
    rate.sample();
  }
}
