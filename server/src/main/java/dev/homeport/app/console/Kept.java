package dev.homeport.app.console;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something about the whole fleet that costs a scan to find out, and so is kept for a while that
 * grows with what it cost. Thread-safe.
 */
final class Kept<T> implements Supplier<T> {

  private static final int REST = 20;
  private static final Duration SHORTEST = Duration.ofMillis(500);

  private final Supplier<T> source;
  private @Nullable T value;
  private long freshUntil;

  Kept(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    long start = System.nanoTime();
    T known = value;
    if (known != null && start - freshUntil < 0) {
      return known;
    }
    T found = source.get();
    long cost = System.nanoTime() - start;
    value = found;
    freshUntil = start + cost + Math.max(SHORTEST.toNanos(), cost * REST);
    return found;
  }
}
