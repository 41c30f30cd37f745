package dev.homeport.health;

import java.time.Duration;

/**
 * How often a device says something, learned from when it does: a mean of the gaps between its
 * messages that grows faster than it shrinks, because silence must not be cried too early.
 *
 * @param intervalMillis the mean; 0 as long as there was one message
 */
record Rhythm(long intervalMillis) {

  static final Rhythm UNKNOWN = new Rhythm(0);

  /** Until there are two messages. */
  static final Duration FIRST = Duration.ofMinutes(15);

  private static final int GAPS = 3;
  private static final double GROWTH = 0.5;
  private static final double SHRINKAGE = 0.1;

  /** After a message that came {@code gap} milliseconds after the one before. */
  Rhythm after(long gap) {
    if (intervalMillis == 0) {
      return new Rhythm(Math.max(1, gap));
    }
    // A device that was away for days has not become one that speaks every few days.
    long usual = Math.min(gap, 2 * GAPS * intervalMillis);
    double weight = usual > intervalMillis ? GROWTH : SHRINKAGE;
    return new Rhythm(Math.max(1, Math.round(intervalMillis + weight * (usual - intervalMillis))));
  }

  /** The milliseconds of silence that are still usual. */
  long patience(HealthSettings settings) {
    long wanted = intervalMillis == 0 ? FIRST.toMillis() : GAPS * intervalMillis;
    return Math.clamp(wanted, settings.minSilence().toMillis(), settings.maxSilence().toMillis());
  }
}
