package dev.homeport.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.group.GroupService;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.TwinQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Jdbi;

/** Health over a real PostgreSQL without the event log: a test hands the messages over. */
final class MonitoredHub implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;
  static final HealthSettings SETTINGS =
      new HealthSettings(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofDays(90), 1_000);

  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final int PARTITION = 3;

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final Jdbi jdbi;
  final TwinService twins;
  final GroupService groups;
  final ThresholdService thresholds;
  final HealthReports reports;
  final HealthUpkeep upkeep;
  final Restless restless = new Restless();
  private final RegistryService registry;
  private final Outbox outbox = new Outbox();
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private HealthMonitor monitor;
  private int handled;
  private int acknowledged;

  MonitoredHub(TestDatabase database) {
    jdbi = database.jdbi();
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, JSON, clock);
    GroupStore store = new GroupStore(jdbi);
    TwinQueries queries =
        new TwinQueries(jdbi, twins, JSON, Duration.ofSeconds(10), store, List.of(), Map.of());
    groups = new GroupService(store, queries, twins, clock);
    thresholds = new ThresholdService(jdbi, store, clock);
    reports = new HealthReports(jdbi, twins, thresholds, JSON, SETTINGS);
    upkeep = new HealthUpkeep(jdbi, JSON, clock, SETTINGS);
    thresholds.begin(HUB);
    monitor = start();
  }

  private HealthMonitor start() {
    HealthMonitor started =
        new HealthMonitor(
            HUB,
            twins,
            thresholds,
            new HealthWriter(jdbi, twins, outbox, JSON),
            clock,
            SETTINGS,
            restless);
    started.assigned(Set.of(PARTITION));
    return started;
  }

  @Override
  public void close() {
    twins.close();
  }

  static Identity device(String id) {
    return Identity.device(HUB, new DeviceId(id));
  }

  void register(String deviceId) {
    registry.create(
        device(deviceId),
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, false, null, List.of()));
  }

  void delete(String deviceId) {
    registry.delete(device(deviceId), null);
  }

  void report(String deviceId, String json) {
    twins.patchReported(device(deviceId), json.replace('\'', '"').getBytes(UTF_8), null);
  }

  void tag(String deviceId, String json) {
    twins.patch(
        device(deviceId), ("{\"tags\":" + json.replace('\'', '"') + "}").getBytes(UTF_8), null);
  }

  /** A device sends a message, single quotes for double ones, and it is looked at. */
  void send(String deviceId, String json) {
    sendFromModule(deviceId, "", json);
  }

  /** The same of a module, or of the device itself when its name is empty. */
  void sendFromModule(String deviceId, String moduleId, String json) {
    RecordHeaders headers = new RecordHeaders();
    String generation = registry.get(device(deviceId)).generationId();
    headers.add("iothub-connection-auth-generation-id", generation.getBytes(UTF_8));
    if (!moduleId.isEmpty()) {
      headers.add("iothub-connection-module-id", moduleId.getBytes(UTF_8));
    }
    byte[] key = deviceId.getBytes(UTF_8);
    byte[] body = json.replace('\'', '"').getBytes(UTF_8);
    log.add(
        new ConsumerRecord<>(
            "homeport.main.telemetry",
            PARTITION,
            log.size(),
            clock.instant().toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            key.length,
            body.length,
            key,
            body,
            headers,
            Optional.empty()));
    look();
  }

  /** What the group's thread does in one round. */
  void look() {
    if (handled < log.size()) {
      monitor.handle(List.copyOf(log.subList(handled, log.size())));
      handled = log.size();
    }
    if (monitor.settle(true)) {
      acknowledged = handled;
    }
  }

  /** Time goes by, in which the group's thread looks a few times. */
  void pass(Duration duration) {
    for (int i = 0; i < 4; i++) {
      clock.advance(duration.dividedBy(4));
      look();
    }
  }

  /** The node dies; another one takes over, from what was acknowledged. */
  void crash() {
    monitor = start();
    handled = acknowledged;
    look();
  }

  /** The partition goes to another node in good order. */
  void handOver() {
    monitor.release(Set.of(PARTITION));
    acknowledged = handled;
    crash();
  }

  JsonNode twinHealth(String deviceId) {
    return twins.get(device(deviceId)).at("/properties/reported/health");
  }

  String status(String deviceId) {
    return twinHealth(deviceId).path("status").asText();
  }

  List<HealthReports.Change> changes(String deviceId) {
    return reports.changes(device(deviceId), null, 50);
  }

  /** The statuses that a device went through, the first first. */
  List<String> course(String deviceId) {
    return changes(deviceId).reversed().stream().map(change -> change.status().word()).toList();
  }
}
