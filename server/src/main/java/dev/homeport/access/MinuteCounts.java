package dev.homeport.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts what somebody does within a minute, which begins with the first thing. Remembers the
 * latest {@value LatestKeys#MAX} keys. Thread-safe.
 */
public final class MinuteCounts {

  private static final Duration SPAN = Duration.ofMinutes(1);

  private record Span(Instant begin, int count) {}

  private final Clock clock;
  private final LatestKeys<Span> spans = new LatestKeys<>();

  public MinuteCounts(Clock clock) {
    this.clock = clock;
  }

  /**
   * What was counted.
   *
   * @param now in this minute, with what is counted now
   * @param before in the last minute that anything was counted in, when this one begins now
   */
  public record Counted(int now, int before) {}

  public synchronized Counted add(String key) {
    Span last = spans.get(key);
    Span current = current(last);
    Span next =
        current == null
            ? new Span(clock.instant(), 1)
            : new Span(current.begin(), current.count() + 1);
    spans.put(key, next);
    return new Counted(next.count(), current == null && last != null ? last.count() : 0);
  }

  /** How much was counted in this minute. */
  public synchronized int of(String key) {
    Span current = current(spans.get(key));
    return current == null ? 0 : current.count();
  }

  private @Nullable Span current(@Nullable Span span) {
    return span == null || !clock.instant().isBefore(span.begin().plus(SPAN)) ? null : span;
  }
}
