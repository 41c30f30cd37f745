package dev.homeport.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureBackOffTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FailureBackOff backOff = new FailureBackOff(clock, Duration.ofSeconds(30));

  @Test
  void letsAFewFailuresPass() {
    fail(FailureBackOff.FREE - 1);

    assertThat(backOff.waitOf("ann")).isZero();
  }

  @Test
  void doublesTheWaitUpToItsLimit() {
    fail(FailureBackOff.FREE);
    assertThat(backOff.waitOf("ann")).isEqualTo(Duration.ofSeconds(1));

    fail(2);
    assertThat(backOff.waitOf("ann")).isEqualTo(Duration.ofSeconds(4));

    fail(100);
    assertThat(backOff.waitOf("ann")).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void endsTheWaitWhenItsTimeIsOver() {
    fail(FailureBackOff.FREE);
    clock.advance(Duration.ofSeconds(1));

    assertThat(backOff.waitOf("ann")).isZero();
  }

  @Test
  void forgetsAfterSuccessAndAfterAWhile() {
    fail(20);
    backOff.succeeded("ann");
    assertThat(backOff.waitOf("ann")).isZero();

    fail(20);
    clock.advance(FailureBackOff.FORGOTTEN_AFTER);
    fail(1);
    assertThat(backOff.waitOf("ann")).isZero();
  }

  @Test
  void keepsOthersOutOfIt() {
    fail(20);

    assertThat(backOff.waitOf("bob")).isZero();
  }

  @Test
  void remembersABoundedNumberOfKeys() {
    for (int i = 0; i < LatestKeys.MAX + 50; i++) {
      backOff.failed("key" + i);
    }

    assertThat(backOff.size()).isEqualTo(LatestKeys.MAX);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      backOff.failed("ann");
    }
  }
}
