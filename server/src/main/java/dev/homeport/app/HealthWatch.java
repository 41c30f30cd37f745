package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.Outbox;
import dev.homeport.health.HealthConsumer;
import dev.homeport.health.HealthReports;
import dev.homeport.health.HealthSettings;
import dev.homeport.health.HealthUpkeep;
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
import org.jspecify.annotations.Nullable;

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
  private @Nullable HealthConsumer consumer;

  HealthWatch(
      EventLog log,
      Jdbi jdbi,
      Outbox outbox,
      TwinService twins,
      ThresholdService thresholds,
      ObjectMapper json,
      Clock clock) {
    this.log = log;
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.twins = twins;
    this.thresholds = thresholds;
    this.json = json;
    this.clock = clock;
  }

  private static HealthSettings settings() {
    Settings.Health health = Main.started().settings().health();
    return new HealthSettings(
        health.minSilence(), health.maxSilence(), health.history(), health.devices());
  }

  /**
   * @param hubs made before, because the hub has to be there for its first thresholds
   */
  @Produces
  @Singleton
  static ThresholdService thresholds(Hubs hubs, Jdbi jdbi, GroupStore groups, Clock clock) {
    ThresholdService thresholds = new ThresholdService(jdbi, groups, clock);
    thresholds.begin(HubName.DEFAULT);
    return thresholds;
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
    HealthConsumer started =
        new HealthConsumer(
            log, HubName.DEFAULT, jdbi, outbox, twins, thresholds, json, clock, settings());
    consumer = started;
    FunctionCounter.builder("homeport.health.messages", started, HealthConsumer::judgedCount)
        .description("Messages that devices were judged by")
        .register(Metrics.globalRegistry);
    FunctionCounter.builder("homeport.health.changes", started, HealthConsumer::changedCount)
        .description("Changes of devices' health")
        .register(Metrics.globalRegistry);
  }

  void stop(@Observes ShutdownEvent event) {
    if (consumer != null) {
      consumer.close();
    }
  }
}
