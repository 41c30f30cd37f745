package dev.homeport.app.console;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.homeport.HubName;
import dev.homeport.alert.Alerts;
import dev.homeport.alert.Severity;
import dev.homeport.health.HealthStatus;
import dev.homeport.job.JobService;
import dev.homeport.job.JobStatus;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.registry.Hubs;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Makes the {@link Overview} and maps of a hub's fleet. Thread-safe. */
public final class Overviews {

  private static final int KEPT_MAPS = 100;

  /** What is known of a hub for a while. */
  private record Figures(
      Kept<DeviceCounts> counts,
      Kept<Breakdown> breakdown,
      Kept<Map<HealthStatus, Long>> health,
      Kept<AlertCounts> alerts,
      MessageRate rate) {}

  private record HubArea(HubName hub, MapArea area) {}

  private final Hubs hubs;
  private final JobService jobs;
  private final LoadingCache<HubName, Figures> figures;
  private final LoadingCache<HubArea, Kept<FleetMap>> maps;

  public Overviews(
      Hubs hubs,
      Jdbi jdbi,
      TelemetryIngest telemetry,
      JobService jobs,
      Alerts alerts,
      Clock clock) {
    this.hubs = hubs;
    this.jobs = jobs;
    this.figures =
        Caffeine.newBuilder()
            .maximumSize(Hubs.MAX)
            .build(
                hub -> {
                  FleetFigures fleet = new FleetFigures(jdbi, hub);
                  return new Figures(
                      new Kept<>(fleet::counts),
                      new Kept<>(fleet::breakdown),
                      new Kept<>(fleet::judged),
                      new Kept<>(() -> unseen(alerts, hub)),
                      new MessageRate(() -> telemetry.acceptedCount(hub), clock));
                });
    this.maps =
        Caffeine.newBuilder()
            .maximumSize(KEPT_MAPS)
            .build(of -> new Kept<>(() -> new FleetFigures(jdbi, of.hub()).map(of.area())));
  }

  private static AlertCounts unseen(Alerts alerts, HubName hub) {
    Map<Severity, Long> counts = alerts.unseen(hub);
    return new AlertCounts(
        counts.getOrDefault(Severity.WARNING, 0L), counts.getOrDefault(Severity.CRITICAL, 0L));
  }

  Overview now(HubName hub) {
    Figures of = figures.get(hub);
    DeviceCounts devices = of.counts().get();
    return new Overview(
        hub.value(),
        hubs.hostNames(hub),
        devices,
        of.breakdown().get(),
        HealthCounts.of(devices.total(), of.health().get()),
        of.alerts().get(),
        of.rate().perSecond(),
        jobs.count(hub, null, JobStatus.RUNNING));
  }

  FleetMap map(HubName hub, MapArea area) {
    return maps.get(new HubArea(hub, area)).get();
  }
}
