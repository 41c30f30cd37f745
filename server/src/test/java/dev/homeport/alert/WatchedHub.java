package dev.homeport.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.TestMail;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.mail.MailSettings;
import dev.homeport.mail.Mailer;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.webhook.SignedPost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The parts of alerts over a test's database and a real SMTP server, with the channel {@code ops}.
 * Nothing runs by itself.
 */
final class WatchedHub implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;
  static final String CONSOLE = "https://hub.example.com/console";
  static final Duration RETENTION = Duration.ofDays(10);

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final GreenMail mail = TestMail.server(ServerSetup.SMTP);
  final TestDatabase database;
  final Jdbi jdbi;
  final AlertConsumer consumer;
  final AlertUpkeep upkeep;
  final SecuritySignals signals;
  final AlertRules rules;
  final Alerts alerts;
  final Channels channels;
  Instant certificateEnd = clock.instant().plus(Duration.ofDays(300));

  private final TwinService twins;
  private final SignedPost posts;

  WatchedHub(TestDatabase database) {
    this.database = database;
    this.jdbi = database.jdbi();
    mail.start();
    ObjectMapper json = TwinJson.mapper();
    Outbox outbox = new Outbox();
    twins = new TwinService(jdbi, outbox, new RegistryService(jdbi, outbox, clock), json, clock);
    TwinQueries queries =
        new TwinQueries(
            jdbi,
            twins,
            json,
            Duration.ofSeconds(10),
            (_, _) -> Optional.empty(),
            List.of(),
            Map.of());
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            mail.getSmtp().getPort(),
            MailSettings.Security.NONE,
            null,
            null,
            "homeport@example.com",
            null);
    posts = new SignedPost(true);
    Notifier notifier = new Notifier(new Mailer(settings, clock), posts, json, CONSOLE);
    consumer = new AlertConsumer(jdbi, queries, json, clock);
    upkeep = new AlertUpkeep(jdbi, queries, notifier, clock, () -> certificateEnd, RETENTION);
    signals = new SecuritySignals(jdbi, clock);
    rules = new AlertRules(jdbi, queries, clock);
    alerts = new Alerts(jdbi, clock);
    channels = new Channels(jdbi, notifier, clock);
    channels.save(HUB, new Channel.ToMail("ops", List.of("ops@example.com")));
  }

  static Identity device(String id) {
    return Identity.device(HUB, new DeviceId(id));
  }

  void register(String id) {
    database.register(device(id));
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO twin (hub, device_id, desired_metadata, reported_metadata)
                VALUES ('main', ?, '{}', '{}')
                """,
                id));
  }

  /** A rule that mails to the channel {@code ops}, after a minute of grouping. */
  AlertRule rule(String name, AlertKind kind, String condition, int threshold, int minutes) {
    AlertRule rule =
        new AlertRule(
            name,
            kind,
            Severity.CRITICAL,
            condition,
            threshold,
            minutes,
            Duration.ofMinutes(1),
            List.of("ops"),
            true);
    rules.save(HUB, rule, "ann");
    return rule;
  }

  /** The session of a device begins or ends, as the directory and the event log have it. */
  void connection(String id, boolean connected) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM session WHERE device_id = ?", id);
          if (connected) {
            handle.execute(
                """
                INSERT INTO session (hub, device_id, session_number, node_id, protocol,
                  remote_address, connected_at)
                VALUES ('main', ?, 1, '00000000-0000-0000-0000-000000000000', 'mqtt', '10.0.0.1',
                  now())
                """,
                id);
          }
          handle.execute(
              """
              INSERT INTO activity (hub, device_id, connection_changed_at) VALUES ('main', ?, ?)
              ON CONFLICT (hub, device_id, module_id)
              DO UPDATE SET connection_changed_at = excluded.connection_changed_at
              """,
              id,
              clock.instant());
        });
    consumer.handle(
        List.of(new Event.ConnectionChanged(device(id), clock.instant(), connected, "{}")));
  }

  void health(String id, String status) {
    consumer.handle(
        List.of(
            new Event.TwinChanged(
                device(id),
                clock.instant(),
                false,
                """
                {"version":2,"properties":{"reported":{"health":{"status":"%s"},"$version":2}}}
                """
                    .formatted(status))));
  }

  void update(String id, Event.UpdateChange change) {
    consumer.handle(
        List.of(
            new Event.UpdateChanged(
                device(id),
                clock.instant(),
                change,
                """
                {"deploymentId":"1","name":"spring","version":"2.0","reason":"NoSpace"}
                """)));
  }

  void deployment(String id, Event.DeploymentChange change) {
    consumer.handle(
        List.of(
            new Event.DeploymentChanged(
                HUB,
                id,
                clock.instant(),
                change,
                """
                {"deploymentId":"1","name":"spring","reason":"3 of 10 devices failed"}
                """)));
  }

  /** Another deployment begins, which undoes one. */
  void rollBack(String id) {
    consumer.handle(
        List.of(
            new Event.DeploymentChanged(
                HUB,
                "back",
                clock.instant(),
                Event.DeploymentChange.STARTED,
                """
                {"deploymentId":"back","name":"spring","rollsBack":"%s"}
                """
                    .formatted(id))));
  }

  void look() {
    upkeep.look(() -> false);
    upkeep.send(() -> false);
  }

  /** How many have come. */
  int mails() {
    return mail.getReceivedMessages().length;
  }

  /** As {@code "rule subject"}, the newest first. */
  List<String> shown(AlertFilter.State state) {
    return alerts
        .page(HUB, new AlertFilter(state, null, null, null), null, Alerts.MAX_PAGE)
        .items()
        .stream()
        .map(alert -> alert.rule() + " " + alert.subject())
        .toList();
  }

  Alert first(AlertFilter.State state) {
    return alerts.page(HUB, new AlertFilter(state, null, null, null), null, 1).items().getFirst();
  }

  @Override
  public void close() {
    mail.stop();
    twins.close();
    posts.close();
    signals.close();
  }
}
