package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.insight.History;
import dev.homeport.insight.HistoryConsumer;
import dev.homeport.insight.HistorySettings;
import dev.homeport.insight.HistoryUpkeep;
import dev.homeport.insight.Timeline;
import dev.homeport.insight.TimelineConsumer;
import dev.homeport.registry.Hubs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the parts of the history, and keeps it from the start of this node to its stop. */
@Singleton
public final class HistoryRecorder {

  private final EventLog log;
  private final Jdbi jdbi;
  private final Clock clock;
  private final Timeline timeline;
  private final Hubs hubs;
  private final PerHub consumers = new PerHub(this::begin);
  private @Nullable TimelineConsumer timelineConsumer;

  HistoryRecorder(EventLog log, Jdbi jdbi, Clock clock, Timeline timeline, Hubs hubs) {
    this.log = log;
    this.jdbi = jdbi;
    this.clock = clock;
    this.timeline = timeline;
    this.hubs = hubs;
  }

  private static HistorySettings settings() {
    Settings.History history = Main.started().settings().history();
    return new HistorySettings(
        history.values(), history.minutes(), history.hours(), history.timeline());
  }

  @Produces
  @Singleton
  static History history(Jdbi jdbi, Clock clock) {
    return new History(jdbi, clock, settings());
  }

  @Produces
  @Singleton
  static Timeline timeline(Jdbi jdbi, Clock clock) {
    return new Timeline(jdbi, clock, settings().timeline());
  }

  @Produces
  @Singleton
  static HistoryUpkeep upkeep(Jdbi jdbi, Clock clock) {
    return new HistoryUpkeep(jdbi, clock, settings());
  }

  void start(@Observes StartupEvent event) {
    timelineConsumer = new TimelineConsumer(log, timeline);
    hubs.follow(consumers::follow);
  }

  private PerHub.Running begin(HubName hub) {
    HistoryConsumer started = new HistoryConsumer(log, hub, jdbi, clock, settings());
    List<FunctionCounter> counters =
        List.of(
            count(hub, "stored", started, HistoryConsumer::storedCount),
            count(hub, "too-old", started, HistoryConsumer::tooOldCount),
            count(hub, "no-series", started, HistoryConsumer::withoutSeriesCount));
    return () -> {
      counters.forEach(Metrics.globalRegistry::remove);
      started.close();
    };
  }

  private static FunctionCounter count(
      HubName hub, String fate, HistoryConsumer consumer, ToDoubleFunction<HistoryConsumer> count) {
    return FunctionCounter.builder("homeport.history.values", consumer, count)
        .tag("hub", hub.value())
        .tag("fate", fate)
        .description("Numbers in telemetry, by what became of them")
        .register(Metrics.globalRegistry);
  }

  void stop(@Observes ShutdownEvent event) {
    consumers.close();
    if (timelineConsumer != null) {
      timelineConsumer.close();
    }
  }
}
