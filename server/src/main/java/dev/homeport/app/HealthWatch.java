package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.Outbox;
import dev.homeport.health.HealthConsumer;
import dev.homeport.health.HealthReports;
import dev.homeport.health.HealthSettings;
import dev.homeport.health.HealthUpkeep;
import dev.homeport.health.ThresholdPreview;
import dev.homeport.health.ThresholdService;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.group.GroupStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts of health, and has devices judged from the start of this node to its stop. */
@Singleton
public final class HealthWatch {

  private final EventLog log;
  private final Jdbi jdbi;
  private final Outbox outbox;
  private final TwinService twins;
  private final ThresholdService thresholds;
  private final ObjectMapper json;
  private final Clock clock;
  private final Hubs hubs;
  private final PerHub consumers = new PerHub(this::begin);

  HealthWatch(
      EventLog log,
      Jdbi jdbi,
      Outbox outbox,
      TwinService twins,
      ThresholdService thresholds,
      ObjectMapper json,
      Clock clock,
      Hubs hubs) {
    this.log = log;
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.twins = twins;
    this.thresholds = thresholds;
    this.json = json;
    this.clock = clock;
    this.hubs = hubs;
  }

  private static HealthSettings settings() {
    Settings.Health health = Main.started().settings().health();
    return new HealthSettings(
        health.minSilence(), health.maxSilence(), health.history(), health.devices());
  }

  @Produces
  @Singleton
  static ThresholdService thresholds(Jdbi jdbi, GroupStore groups, Clock clock) {
    return new ThresholdService(jdbi, groups, clock);
  }

  @Produces
  @Singleton
  static ThresholdPreview preview(Jdbi jdbi, TwinService twins, ThresholdService thresholds) {
    return new ThresholdPreview(jdbi, twins, thresholds);
  }

  @Produces
  @Singleton
  static HealthReports reports(
      Jdbi jdbi, TwinService twins, ThresholdService thresholds, ObjectMapper json) {
    return new HealthReports(jdbi, twins, thresholds, json, settings());
  }

  @Produces
  @Singleton
  static HealthUpkeep upkeep(Jdbi jdbi, ObjectMapper json, Clock clock) {
    return new HealthUpkeep(jdbi, json, clock, settings());
  }

  void start(@Observes StartupEvent event) {
    hubs.follow(consumers::follow);
  }

  private PerHub.Running begin(HubName hub) {
    thresholds.begin(hub);
    HealthConsumer started =
        new HealthConsumer(log, hub, jdbi, outbox, twins, thresholds, json, clock, settings());
    FunctionCounter messages =
        FunctionCounter.builder("homeport.health.messages", started, HealthConsumer::judgedCount)
            .tag("hub", hub.value())
            .description("Messages that devices were judged by")
            .register(Metrics.globalRegistry);
    FunctionCounter changes =
        FunctionCounter.builder("homeport.health.changes", started, HealthConsumer::changedCount)
            .tag("hub", hub.value())
            .description("Changes of devices' health")
            .register(Metrics.globalRegistry);
    return () -> {
      Metrics.globalRegistry.remove(messages);
      Metrics.globalRegistry.remove(changes);
      started.close();
    };
  }

  void stop(@Observes ShutdownEvent event) {
    consumers.close();
  }
}
