package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.alert.AlertConsumer;
import dev.homeport.alert.AlertRules;
import dev.homeport.alert.AlertUpkeep;
import dev.homeport.alert.Alerts;
import dev.homeport.alert.Channels;
import dev.homeport.alert.Notifier;
import dev.homeport.alert.SecuritySignals;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.mail.Mailer;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.webhook.SignedPost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the parts of alerts, and keeps them from the start of this node to its stop. */
@Singleton
public final class AlertWiring {

  private final EventLog log;
  private final AlertConsumer consumer;
  private final SecuritySignals signals;
  private @Nullable LogGroup group;

  AlertWiring(EventLog log, AlertConsumer consumer, SecuritySignals signals) {
    this.log = log;
    this.consumer = consumer;
    this.signals = signals;
  }

  @Produces
  @Singleton
  static SecuritySignals securitySignals(Jdbi jdbi, Clock clock) {
    return new SecuritySignals(jdbi, clock);
  }

  @Produces
  @Singleton
  static AlertConsumer consumer(Jdbi jdbi, TwinQueries queries, ObjectMapper json, Clock clock) {
    return new AlertConsumer(jdbi, queries, json, clock);
  }

  @Produces
  @Singleton
  static SignedPost signedPost() {
    return new SignedPost(Main.started().settings().webhooks().onOwnMachine());
  }

  @Produces
  @Singleton
  static Notifier notifier(Mailer mailer, SignedPost posts, ObjectMapper json, Hubs hubs) {
    return new Notifier(mailer, posts, json, ReportWiring.consoleAddress(hubs));
  }

  @Produces
  @Singleton
  static AlertUpkeep alertUpkeep(Jdbi jdbi, TwinQueries queries, Notifier notifier, Clock clock) {
    Main.Started started = Main.started();
    return new AlertUpkeep(
        jdbi,
        queries,
        notifier,
        clock,
        started.identity()::end,
        started.settings().alerts().retention());
  }

  @Produces
  @Singleton
  static Alerts alerts(Jdbi jdbi, Clock clock) {
    return new Alerts(jdbi, clock);
  }

  @Produces
  @Singleton
  static AlertRules alertRules(Jdbi jdbi, TwinQueries queries, Clock clock) {
    return new AlertRules(jdbi, queries, clock);
  }

  @Produces
  @Singleton
  static Channels channels(Jdbi jdbi, Notifier notifier, Clock clock) {
    return new Channels(jdbi, notifier, clock);
  }

  void start(@Observes StartupEvent event) {
    group = consumer.follow(log);
    signals.start();
  }

  void stop(@Observes ShutdownEvent event) {
    if (group != null) {
      group.close();
    }
    signals.close();
  }
}
