package dev.homeport.app.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Messages per second over the last few seconds, from a counter that only rises. Thread-safe. */
public final class MessageRate {

  private static final Duration WINDOW = Duration.ofSeconds(6);
  private static final Duration STEP = Duration.ofMillis(900);

  private record Sample(Instant time, long count) {}

  private final LongSupplier counter;
  private final Clock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();

  public MessageRate(LongSupplier counter, Clock clock) {
    this.counter = counter;
    this.clock = clock;
    sample();
  }

  /** Remembers where the counter is; call it every second or so. */
  synchronized void sample() {
    Instant now = clock.instant();
    if (!samples.isEmpty() && Duration.between(samples.getLast().time(), now).compareTo(STEP) < 0) {
      return;
    }
    samples.addLast(new Sample(now, counter.getAsLong()));
    while (samples.size() > 2
        && Duration.between(samples.getFirst().time(), now).compareTo(WINDOW) > 0) {
      samples.removeFirst();
    }
  }

  synchronized double perSecond() {
    sample();
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long millis = Duration.between(first.time(), last.time()).toMillis();
    return millis <= 0 ? 0 : Math.round((last.count() - first.count()) * 10_000.0 / millis) / 10.0;
  }
}
