package dev.homeport.agent.swarm;

import java.util.random.RandomGenerator;

/**
 * The pauses between attempts that fail one after the other: doubled each time up to a minute, each
 * shortened by up to a half at random, so that devices lost together do not come back together.
 * Confined to one thread.
 */
final class Backoff {

  static final long FIRST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator random;
  private long millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Milliseconds until the next attempt. */
  long next() {
    long pause = millis / 2 + random.nextLong(millis / 2);
    millis = Math.min(millis * 2, LONGEST_MILLIS);
    return pause;
  }

  /** The next pause is a short one again. */
  void reset() {
    millis = FIRST_MILLIS;
  }
}
