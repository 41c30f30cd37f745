package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.app.console.ConsoleFiles;
import dev.homeport.app.console.DeviceDirectory;
import dev.homeport.app.console.FleetFigures;
import dev.homeport.app.console.LiveFeed;
import dev.homeport.app.console.MessageRate;
import dev.homeport.app.console.Overviews;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.KafkaCluster;
import dev.homeport.eventlog.LogTail;
import dev.homeport.job.JobService;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.messaging.TelemetryReader;
import dev.homeport.registry.Hubs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Makes what the console shows, and its files. */
public final class ConsoleWiring {

  @Produces
  @Singleton
  TelemetryReader telemetryReader(KafkaCluster kafka) {
    return new TelemetryReader(kafka);
  }

  @Produces
  @Singleton
  DeviceDirectory deviceDirectory(Jdbi jdbi) {
    return new DeviceDirectory(jdbi, HubName.DEFAULT);
  }

  @Produces
  @Singleton
  FleetFigures fleetFigures(Jdbi jdbi) {
    return new FleetFigures(jdbi, HubName.DEFAULT);
  }

  @Produces
  @Singleton
  Overviews overviews(
      Hubs hubs, FleetFigures figures, TelemetryIngest telemetry, JobService jobs, Clock clock) {
    return new Overviews(
        hubs, HubName.DEFAULT, figures, new MessageRate(telemetry::acceptedCount, clock), jobs);
  }

  @Produces
  @Singleton
  LiveFeed liveFeed(
      DeviceDirectory devices, Overviews overviews, EventLog log, Clock clock, ObjectMapper json) {
    return new LiveFeed(
        devices,
        overviews,
        (topic, handler) -> new LogTail(log, topic, clock.instant(), handler)::close,
        HubName.DEFAULT,
        json);
  }

  @Produces
  @Singleton
  ConsoleFiles consoleFiles() {
    return new ConsoleFiles(Main.started().settings().console().directory());
  }
}
