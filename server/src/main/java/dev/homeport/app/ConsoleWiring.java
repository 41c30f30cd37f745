package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.alert.Alerts;
import dev.homeport.app.console.ConsoleFiles;
import dev.homeport.app.console.DeviceDirectory;
import dev.homeport.app.console.DeviceViews;
import dev.homeport.app.console.Installations;
import dev.homeport.app.console.LiveFeeds;
import dev.homeport.app.console.Overviews;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.KafkaCluster;
import dev.homeport.eventlog.LogTail;
import dev.homeport.gateway.Node;
import dev.homeport.job.JobService;
import dev.homeport.mail.Mailer;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.messaging.TelemetryReader;
import dev.homeport.registry.Hubs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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
  DeviceViews deviceViews(Jdbi jdbi, ObjectMapper json, Clock clock) {
    return new DeviceViews(jdbi, HubName.DEFAULT, json, clock);
  }

  @Produces
  @Singleton
  Overviews overviews(
      Hubs hubs,
      Jdbi jdbi,
      TelemetryIngest telemetry,
      JobService jobs,
      Alerts alerts,
      Clock clock) {
    return new Overviews(hubs, jdbi, telemetry, jobs, alerts, clock);
  }

  @Produces
  @Singleton
  Installations installations(
      Jdbi jdbi,
      Node node,
      Mailer mailer,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    Main.Started started = Main.started();
    return new Installations(
        jdbi,
        node,
        mailer,
        new Installations.Facts(started.effective(), version, sender(started.settings().mail())));
  }

  private static @Nullable String sender(Settings.MailServer mail) {
    return mail.host().isPresent() ? mail.from().orElse(null) : null;
  }

  @Produces
  @Singleton
  LiveFeeds liveFeeds(
      DeviceDirectory devices, Overviews overviews, EventLog log, Clock clock, ObjectMapper json) {
    return new LiveFeeds(
        devices,
        overviews,
        (topic, handler) -> new LogTail(log, topic, clock.instant(), handler)::close,
        json);
  }

  @Produces
  @Singleton
  ConsoleFiles consoleFiles() {
    return new ConsoleFiles(Main.started().settings().console().directory());
  }
}
