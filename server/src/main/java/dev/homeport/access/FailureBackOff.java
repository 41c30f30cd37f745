package dev.homeport.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes those wait who fail again and again: after {@link #FREE} failures in a row each further one
 * doubles the wait, up to a limit. Remembers the latest {@value LatestKeys#MAX} keys, each until it
 * was quiet for {@link #FORGOTTEN_AFTER}. Thread-safe.
 */
public final class FailureBackOff {

  public static final int FREE = 5;
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Duration longest;
  private final LatestKeys<Failures> failures = new LatestKeys<>();

  /**
   * @param longest wait after many failures
   */
  public FailureBackOff(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  /** How long {@code key} has to wait before its next attempt; zero when it need not. */
  public synchronized Duration waitOf(String key) {
    Failures known = current(key);
    if (known == null || known.count() < FREE) {
      return Duration.ZERO;
    }
    long doubled = 1L << Math.min(known.count() - FREE, 20);
    Duration wait = Duration.ofSeconds(Math.min(doubled, longest.toSeconds()));
    Duration left = Duration.between(clock.instant(), known.last().plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  public synchronized void failed(String key) {
    Failures known = current(key);
    failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
  }

  public synchronized void succeeded(String key) {
    failures.remove(key);
  }

  private @Nullable Failures current(String key) {
    Failures known = failures.get(key);
    if (known != null && !clock.instant().isBefore(known.last().plus(FORGOTTEN_AFTER))) {
      failures.remove(key);
      return null;
    }
    return known;
  }

  synchronized int size() {
    return failures.size();
  }
}
