package dev.homeport.app.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes those wait who fail again and again: after {@link #FREE} failures in a row each further one
 * doubles the wait, up to a limit. Remembers the latest {@link #MAX_KEYS} keys, each until it was
 * quiet for {@link #FORGOTTEN_AFTER}. Thread-safe.
 */
final class FailureBackOff {

  static final int FREE = 5;
  static final int MAX_KEYS = 10_000;
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Duration longest;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_KEYS;
        }
      };

  /**
   * @param longest wait after many failures
   */
  FailureBackOff(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  /** How long {@code key} has to wait before its next attempt; zero when it need not. */
  synchronized Duration waitOf(String key) {
    Failures known = current(key);
    if (known == null || known.count() < FREE) {
      return Duration.ZERO;
    }
    long doubled = 1L << Math.min(known.count() - FREE, 20);
    Duration wait = Duration.ofSeconds(Math.min(doubled, longest.toSeconds()));
    Duration left = Duration.between(clock.instant(), known.last().plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void failed(String key) {
    Failures known = current(key);
    failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
  }

  synchronized void succeeded(String key) {
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
