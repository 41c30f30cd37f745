package dev.homeport.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * Follows connections, health and updates of devices and deployments, which the nodes share as one
 * consumer group. An event that comes twice changes nothing: whether a device is connected is read
 * from its session, and an alert that is open is not opened again. Only the end of a deployment,
 * whose alert opens and ends at once, may be told twice when a node dies.
 */
public final class AlertConsumer {

  /** The consumer group. */
  public static final String GROUP = "homeport.alerts";

  private static final int MAX_BATCH = 1_000;
  private static final String HEALTH = "/properties/reported/health";

  private final Jdbi jdbi;
  private final ObjectMapper json;
  private final Clock clock;
  private final DeviceMatch match;
  private final OfflineStore offline = new OfflineStore();
  private final AlertStore alerts = new AlertStore();
  private final RuleStore rules = new RuleStore();

  public AlertConsumer(Jdbi jdbi, TwinQueries queries, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.json = json;
    this.clock = clock;
    this.match = new DeviceMatch(queries);
  }

  /** Follows the event log until it is closed. */
  public LogGroup follow(EventLog log) {
    return new LogGroup(
        log,
        Topics.EVENTS,
        GROUP,
        MAX_BATCH,
        records ->
            handle(
                records.stream()
                    .flatMap(record -> LogTail.readableEvent(record).stream())
                    .toList()));
  }

  /**
   * How something is.
   *
   * @param level how bad, as thresholds of rules count it; 0: well
   * @param lasting whether an alert of it stays open
   */
  private record State(int level, String message, boolean lasting) {

    static final State WELL = new State(0, "", false);
  }

  /** What a batch says of the devices and deployments of a hub. */
  private record Told(
      Set<String> connections,
      Set<String> deleted,
      Map<String, State> health,
      Map<String, State> updates,
      Map<String, State> deployments) {

    Told() {
      this(
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());
    }

    void deployment(Event.DeploymentChanged event, State state) {
      deployments.put(event.deploymentId(), state);
    }
  }

  /** Takes events in the order of each device. */
  void handle(List<Event> events) {
    Map<HubName, Told> byHub = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.OfIdentity of && of.identity().moduleId() == null) {
        tell(of, byHub.computeIfAbsent(event.hub(), _ -> new Told()));
      } else if (event instanceof Event.DeploymentChanged deployment) {
        tell(deployment, byHub.computeIfAbsent(event.hub(), _ -> new Told()));
      }
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    byHub.forEach((hub, told) -> take(hub, told, now));
  }

  private void tell(Event.OfIdentity event, Told told) {
    String device = event.identity().deviceId().value();
    switch (event) {
      case Event.ConnectionChanged _ -> told.connections().add(device);
      case Event.IdentityChanged changed -> {
        if (changed.change() == Event.Change.DELETED) {
          told.deleted().add(device);
        } else {
          told.deleted().remove(device);
        }
      }
      case Event.TwinChanged changed -> {
        JsonNode health = body(changed).at(HEALTH);
        if (!health.isMissingNode() && (health.isNull() || health.has("status"))) {
          told.health().put(device, health(device, health.path("status").asText()));
        }
      }
      case Event.UpdateChanged update -> told.updates().put(device, update(device, update));
      case Event.MessageQueued _, Event.DeviceFirstConnected _ -> {
        // Nothing to be told of.
      }
    }
  }

  private static State health(String device, String status) {
    int level =
        switch (status.toLowerCase(Locale.ROOT)) {
          case "critical" -> 2;
          case "warning" -> 1;
          default -> 0;
        };
    return new State(level, "%s: health is %s".formatted(device, status), level > 0);
  }

  private State update(String device, Event.UpdateChanged event) {
    if (event.change() != Event.UpdateChange.FAILED) {
      return State.WELL;
    }
    JsonNode body = body(event);
    String version = body.path("version").asText();
    return new State(
        1, "%s: the update to %s failed%s".formatted(device, version, because(body)), true);
  }

  private void tell(Event.DeploymentChanged event, Told told) {
    JsonNode body = body(event);
    String name = body.path("name").asText();
    String because = because(body);
    switch (event.change()) {
      case PAUSED -> told.deployment(event, new State(2, name + " is paused" + because, true));
      case FAILED -> told.deployment(event, new State(2, name + " has failed" + because, true));
      case COMPLETED -> told.deployment(event, new State(1, name + " is completed", false));
      case CANCELLED -> told.deployment(event, new State(1, name + " is cancelled", false));
      case RESUMED -> told.deployment(event, State.WELL);
      case CREATED, STARTED, PROGRESSED -> {
        // Nothing to be told of.
      }
    }
    String undone = body.path("rollsBack").asText("");
    if (event.change() == Event.DeploymentChange.STARTED && !undone.isEmpty()) {
      told.deployments().put(undone, State.WELL);
    }
  }

  private static String because(JsonNode body) {
    String reason = body.path("reason").asText("");
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private JsonNode body(Event event) {
    try {
      return json.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event's body is no JSON", e);
    }
  }

  private void take(HubName hub, Told told, Instant now) {
    if (!told.connections().isEmpty()) {
      jdbi.useTransaction(
          handle -> {
            List<String> connected = offline.refresh(handle, hub, told.connections(), now);
            alerts.resolve(handle, hub, AlertKind.OFFLINE, connected, now);
          });
    }
    take(hub, AlertKind.HEALTH, told.health(), now);
    take(hub, AlertKind.UPDATE, told.updates(), now);
    take(hub, AlertKind.DEPLOYMENT, told.deployments(), now);
    if (!told.deleted().isEmpty()) {
      jdbi.useTransaction(
          handle -> {
            for (AlertKind kind : AlertKind.values()) {
              alerts.resolve(handle, hub, kind, told.deleted(), now);
            }
          });
    }
  }

  /** Has alerts of a kind open about what is bad, and none about what is well. */
  private void take(HubName hub, AlertKind kind, Map<String, State> told, Instant now) {
    if (told.isEmpty()) {
      return;
    }
    for (RuleState rule : jdbi.withHandle(handle -> rules.enabled(handle, kind, now))) {
      if (rule.hub().equals(hub)) {
        take(rule, told, now);
      }
    }
  }

  private void take(RuleState rule, Map<String, State> told, Instant now) {
    List<String> bad = new ArrayList<>();
    List<String> good = new ArrayList<>();
    List<String> brief = new ArrayList<>();
    told.forEach(
        (subject, state) -> {
          boolean isBad = state.level() >= rule.rule().threshold();
          (isBad ? bad : good).add(subject);
          if (isBad && !state.lasting()) {
            brief.add(subject);
          }
        });
    Map<String, String> messages = new LinkedHashMap<>();
    for (String subject : rule.rule().kind().hasCondition() ? match.matching(rule, bad) : bad) {
      messages.put(subject, Objects.requireNonNull(told.get(subject)).message());
    }
    jdbi.useTransaction(
        handle -> {
          alerts.resolve(handle, rule, good, now);
          alerts.resolve(handle, rule, brief, now);
          alerts.open(handle, rule, messages, now);
          alerts.resolve(handle, rule, brief, now);
        });
  }
}
