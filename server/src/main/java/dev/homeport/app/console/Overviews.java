package dev.homeport.app.console;

import dev.homeport.HubName;
import dev.homeport.registry.Hubs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Overview}. The counts of a large fleet cost a scan, so they are kept for a while
 * that grows with what they cost. Thread-safe.
 */
public final class Overviews {

  private static final int REST = 20;
  private static final Duration SHORTEST = Duration.ofMillis(500);

  private final Hubs hubs;
  private final HubName hub;
  private final DeviceDirectory directory;
  private final MessageRate rate;
  private @Nullable DeviceCounts counts;
  private long freshUntil;

  public Overviews(Hubs hubs, HubName hub, DeviceDirectory directory, MessageRate rate) {
    this.hubs = hubs;
    this.hub = hub;
    this.directory = directory;
    this.rate = rate;
  }

  Overview now() {
    return new Overview(hub.value(), hubs.hostNames(hub), counts(), rate.perSecond());
  }

  /** Keeps the message rate going while nobody looks. */
  void sample() {
    rate.sample();
  }

  private synchronized DeviceCounts counts() {
    long start = System.nanoTime();
    DeviceCounts known = counts;
    if (known != null && start - freshUntil < 0) {
      return known;
    }
    DeviceCounts counted = directory.counts();
    long cost = System.nanoTime() - start;
    counts = counted;
    freshUntil = start + cost + Math.max(SHORTEST.toNanos(), cost * REST);
    return counted;
  }
}
