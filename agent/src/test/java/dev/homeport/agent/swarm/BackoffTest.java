package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  @Test
  void doublesUpToAMinute() {
    Backoff backoff = new Backoff(new Random(1));
    for (long full = Backoff.FIRST_MILLIS; full <= 4 * Backoff.LONGEST_MILLIS; full *= 2) {
      long bound = Math.min(full, Backoff.LONGEST_MILLIS);
      assertThat(backoff.next()).isBetween(bound / 2, bound);
    }
  }

  @Test
  void beginsAgainAfterAReset() {
    Backoff backoff = new Backoff(new Random(1));
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST_MILLIS);
  }

  @Test
  void spreadsDevicesThatWereLostTogether() {
    Set<Long> pauses = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      pauses.add(new Backoff(random.split()).next());
    }
    assertThat(pauses).hasSizeGreaterThan(70);
  }
}
