package dev.homeport.app.blob;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast, and how many at a time, this node's downloads go, all together. Bytes are granted in
 * the order in which they are asked for; after a rest, no more than a tenth of a second's bytes go
 * at once. Thread-safe.
 */
public final class DownloadRate {

  private static final long BURST_NANOS = 100_000_000;

  private final double nanosPerByte;
  private final int maxDownloads;
  private final LongSupplier nanoTime;
  private final AtomicLong nextFree;
  private final AtomicInteger downloads = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param bytesPerSecond 0: as fast as can be
   * @param maxDownloads at the same time
   */
  public DownloadRate(long bytesPerSecond, int maxDownloads) {
    this(bytesPerSecond, maxDownloads, System::nanoTime);
  }

  DownloadRate(long bytesPerSecond, int maxDownloads, LongSupplier nanoTime) {
    this.nanosPerByte = bytesPerSecond == 0 ? 0 : 1e9 / bytesPerSecond;
    this.maxDownloads = maxDownloads;
    this.nanoTime = nanoTime;
    this.nextFree = new AtomicLong(nanoTime.getAsLong() - BURST_NANOS);
  }

  /** Whether one more may begin; if so, {@link #end} has to follow. */
  boolean begin() {
    if (downloads.incrementAndGet() > maxDownloads) {
      downloads.decrementAndGet();
      return false;
    }
    return true;
  }

  void end() {
    downloads.decrementAndGet();
  }

  /**
   * Takes {@code bytes}.
   *
   * @return milliseconds until they may go
   */
  long take(int bytes) {
    sent.addAndGet(bytes);
    long now = nanoTime.getAsLong();
    long cost = (long) (bytes * nanosPerByte);
    long free = nextFree.updateAndGet(before -> Math.max(before, now - BURST_NANOS) + cost) - cost;
    return Math.max(0, Math.ceilDiv(free - now, 1_000_000L));
  }

  /** How many there are now. */
  public int downloads() {
    return downloads.get();
  }

  /** Bytes sent since the start. */
  public long sentBytes() {
    return sent.get();
  }
}
