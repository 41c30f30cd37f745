package dev.homeport.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StrangerLimitTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T08:30:00Z"));
  private final StrangerLimit limit = new StrangerLimit(clock);

  @Test
  void theFirstOfAMinuteAreRecordedOneByOneAndTheRestByTheirNumber() {
    for (int i = 0; i < StrangerLimit.PER_MINUTE; i++) {
      assertThat(limit.admit("192.0.2.7")).hasValue(0);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(limit.admit("192.0.2.7")).isEmpty();
    }

    clock.advance(Duration.ofMinutes(1));

    assertThat(limit.admit("192.0.2.7")).hasValue(5);
    assertThat(limit.admit("192.0.2.7")).hasValue(0);
  }

  @Test
  void anotherAddressIsCountedByItself() {
    for (int i = 0; i <= StrangerLimit.PER_MINUTE; i++) {
      limit.admit("192.0.2.7");
    }

    assertThat(limit.admit("192.0.2.8")).hasValue(0);
  }
}
