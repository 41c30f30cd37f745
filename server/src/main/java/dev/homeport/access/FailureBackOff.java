package dev.homeport.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Makes those wait who fail again and again, on whichever node: after {@link #FREE} failures in a
 * row each further one doubles the wait, up to a limit. Remembers the latest {@value #MAX}, each
 * until it was quiet for {@link #FORGOTTEN_AFTER}. Where the database is away nobody gets past it.
 * Thread-safe; blocks.
 */
public final class FailureBackOff {

  public static final int FREE = 5;
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  static final int MAX = 100_000;

  private final FailureStore store = new FailureStore();
  private final Clock clock;
  private final String kind;
  private final Duration longest;

  /**
   * @param kind what the keys are, so that those of others do not count here
   * @param longest wait after many failures
   */
  public FailureBackOff(Clock clock, String kind, Duration longest) {
    this.clock = clock;
    this.kind = kind;
    this.longest = longest;
  }

  /**
   * How long {@code key} has to wait before its next attempt; zero when it need not. Until the
   * transaction ends, all others who ask about {@code key} wait for it: who counts an attempt as
   * failed in the same transaction lets nobody past beside it.
   */
  public Duration waitOf(Handle handle, String key) {
    store.takeTurns(handle, row(key));
    return store
        .find(handle, row(key), forgotten())
        .filter(failures -> failures.count() >= FREE)
        .map(this::left)
        .orElse(Duration.ZERO);
  }

  private Duration left(FailureStore.Failures failures) {
    long doubled = 1L << Math.min(failures.count() - FREE, 20);
    Duration wait = Duration.ofSeconds(Math.min(doubled, longest.toSeconds()));
    Duration left = Duration.between(clock.instant(), failures.last().plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  public void failed(Handle handle, String key) {
    store.add(handle, row(key), clock.instant(), forgotten());
  }

  public void succeeded(Handle handle, String key) {
    store.delete(handle, row(key));
  }

  /**
   * Forgets those who were quiet long enough, of all kinds. To be the last of its transaction,
   * which would otherwise keep others from rows while it waits for theirs.
   */
  public void forget(Handle handle) {
    store.deleteOld(handle, forgotten(), MAX);
  }

  private Instant forgotten() {
    return clock.instant().minus(FORGOTTEN_AFTER);
  }

  private String row(String key) {
    return kind + "/" + key;
  }
}
