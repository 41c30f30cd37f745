package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.app.console.LiveFeeds;
import dev.homeport.app.tls.ServerIdentity;
import dev.homeport.eventlog.EventLog;
import dev.homeport.gateway.Sessions;
import dev.homeport.health.HealthConsumer;
import dev.homeport.insight.HistoryConsumer;
import dev.homeport.registry.Hub;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.HubRemoval;
import dev.homeport.registry.Hubs;
import dev.homeport.update.deployment.UpdateTelemetryConsumer;
import dev.homeport.update.firmware.FirmwareUploads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this node follow the hubs that come and go: their names in its certificate, their topics,
 * their connections, the console's live feeds. Looks every second for what other nodes changed, and
 * removes what is left of hubs that were ended.
 */
@Singleton
public final class HubWatch {

  /** Tables of features that keep a hub's rows without referring to it. */
  private static final List<String> TABLES =
      List.of("timeline", "health_change", "health_state", "metric_series", "outbox");

  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
  private static final Duration CLEAR_EVERY = Duration.ofSeconds(5);
  private static final Logger LOGGER = LoggerFactory.getLogger(HubWatch.class);

  private final Hubs hubs;
  private final EventLog log;
  private final Sessions sessions;
  private final Edges edges;
  private final LiveFeeds feeds;
  private final FirmwareUploads firmware;
  private final HubRemoval removal;
  private final PerHub parts = new PerHub(this::begin);
  private final Thread watch = Thread.ofVirtual().name("hub-watch").unstarted(this::watch);
  private final Thread clearing = Thread.ofVirtual().name("hub-removal").unstarted(this::clear);
  private @Nullable HubPolicy owner; // confined to the watch

  HubWatch(
      Hubs hubs,
      EventLog log,
      Sessions sessions,
      Edges edges,
      LiveFeeds feeds,
      FirmwareUploads firmware,
      Jdbi jdbi,
      Clock clock) {
    this.hubs = hubs;
    this.log = log;
    this.sessions = sessions;
    this.edges = edges;
    this.feeds = feeds;
    this.firmware = firmware;
    this.removal = new HubRemoval(jdbi, clock, TABLES, this::removeRest);
  }

  void start(@Observes StartupEvent event) {
    hubs.follow(parts::follow);
    hubs.follow(this::serveNames);
    watch.start();
    clearing.start();
  }

  private PerHub.Running begin(HubName hub) {
    log.open(hub);
    feeds.begin(hub);
    return () -> {
      feeds.end(hub);
      log.leave(hub);
      sessions.closeAll(hub);
    };
  }

  private void serveNames(List<Hub> now) {
    ServerIdentity identity = Main.started().identity();
    String before = identity.fingerprint();
    identity.serve(now.stream().flatMap(hub -> hub.hostNames().stream()).toList());
    if (!identity.fingerprint().equals(before)) {
      sessions.announceCertificate();
    }
  }

  private void removeRest(HubName hub) {
    firmware.removeAll(hub);
    log.delete(
        hub,
        List.of(
            HistoryConsumer.group(hub),
            HealthConsumer.group(hub),
            UpdateTelemetryConsumer.group(hub)));
  }

  private void watch() {
    every(
        WATCH_EVERY,
        () -> {
          hubs.reload();
          followOwnersKey();
        });
  }

  /** The command line of this machine proves itself by the first hub's owner. */
  private void followOwnersKey() {
    Optional<HubPolicy> now = hubs.policy(HubName.DEFAULT, "iothubowner");
    if (owner != null && now.isPresent() && !now.get().equals(owner)) {
      edges.announce();
    }
    owner = now.orElse(null);
  }

  private void clear() {
    every(CLEAR_EVERY, removal::run);
  }

  private static void every(Duration pause, Runnable work) {
    while (true) {
      try {
        Thread.sleep(pause);
        work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("hubs could not be looked after");
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    watch.interrupt();
    clearing.interrupt();
  }
}
