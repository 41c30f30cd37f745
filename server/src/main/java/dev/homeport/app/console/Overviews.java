package dev.homeport.app.console;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.homeport.HubName;
import dev.homeport.alert.Alerts;
import dev.homeport.alert.Severity;
import dev.homeport.health.HealthStatus;
import dev.homeport.job.JobService;
import dev.homeport.job.JobStatus;
import dev.homeport.registry.Hubs;
import java.util.Map;
import java.util.function.LongSupplier;

/** Makes the {@link Overview} and maps of the fleet. Thread-safe. */
public final class Overviews {

  private static final int KEPT_MAPS = 100;

  private final Hubs hubs;
  private final HubName hub;
  private final MessageRate rate;
  private final Kept<DeviceCounts> counts;
  private final Kept<Breakdown> breakdown;
  private final Kept<Map<HealthStatus, Long>> health;
  private final Kept<AlertCounts> alerts;
  private final LongSupplier runningJobs;
  private final LoadingCache<MapArea, Kept<FleetMap>> maps;

  public Overviews(
      Hubs hubs,
      HubName hub,
      FleetFigures figures,
      MessageRate rate,
      JobService jobs,
      Alerts alerts) {
    this.hubs = hubs;
    this.hub = hub;
    this.rate = rate;
    this.counts = new Kept<>(figures::counts);
    this.breakdown = new Kept<>(figures::breakdown);
    this.health = new Kept<>(figures::judged);
    this.alerts = new Kept<>(() -> unseen(alerts, hub));
    this.maps =
        Caffeine.newBuilder()
            .maximumSize(KEPT_MAPS)
            .build(area -> new Kept<>(() -> figures.map(area)));
    this.runningJobs = () -> jobs.count(hub, null, JobStatus.RUNNING);
  }

  private static AlertCounts unseen(Alerts alerts, HubName hub) {
    Map<Severity, Long> counts = alerts.unseen(hub);
    return new AlertCounts(
        counts.getOrDefault(Severity.WARNING, 0L), counts.getOrDefault(Severity.CRITICAL, 0L));
  }

  Overview now() {
    DeviceCounts devices = counts.get();
    return new Overview(
        hub.value(),
        hubs.hostNames(hub),
        devices,
        breakdown.get(),
        HealthCounts.of(devices.total(), health.get()),
        alerts.get(),
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
