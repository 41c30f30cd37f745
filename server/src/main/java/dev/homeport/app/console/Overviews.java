package dev.homeport.app.console;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.homeport.HubName;
import dev.homeport.job.JobService;
import dev.homeport.job.JobStatus;
import dev.homeport.registry.Hubs;
import java.util.function.LongSupplier;

/** Makes the {@link Overview} and maps of the fleet. Thread-safe. */
public final class Overviews {

  private static final int KEPT_MAPS = 100;

  private final Hubs hubs;
  private final HubName hub;
  private final MessageRate rate;
  private final Kept<DeviceCounts> counts;
  private final Kept<Breakdown> breakdown;
  private final LongSupplier runningJobs;
  private final LoadingCache<MapArea, Kept<FleetMap>> maps;

  public Overviews(
      Hubs hubs, HubName hub, FleetFigures figures, MessageRate rate, JobService jobs) {
    this.hubs = hubs;
    this.hub = hub;
    this.rate = rate;
    this.counts = new Kept<>(figures::counts);
    this.breakdown = new Kept<>(figures::breakdown);
    this.maps =
        Caffeine.newBuilder()
            .maximumSize(KEPT_MAPS)
            .build(area -> new Kept<>(() -> figures.map(area)));
    this.runningJobs = () -> jobs.count(hub, null, JobStatus.RUNNING);
  }

  Overview now() {
    return new Overview(
        hub.value(),
        hubs.hostNames(hub),
        counts.get(),
        breakdown.get(),
        rate.perSecond(),
        runningJobs.getAsLong());
  }

  FleetMap map(MapArea area) {
    return maps.get(area).get();
  }

  /** Keeps the message rate going while nobody looks. */
  void sample() {
    rate.sample();
  }
}
