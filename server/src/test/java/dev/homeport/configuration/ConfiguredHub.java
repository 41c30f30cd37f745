package dev.homeport.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ConfigurationId;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** A hub over a real PostgreSQL without the event log: a test says when to look at its twins. */
final class ConfiguredHub implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;
  static final ObjectMapper JSON = TwinJson.mapper();

  final List<HubName> changed = new ArrayList<>();
  final TwinService twins;
  final ConfigurationService configurations;
  final ConfigurationReports reports;
  final GroupService groups;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final RegistryService registry;

  ConfiguredHub(TestDatabase database) {
    Outbox outbox = new Outbox();
    Jdbi jdbi = database.jdbi();
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, JSON, clock);
    GroupStore store = new GroupStore(jdbi);
    TwinQueries queries =
        new TwinQueries(
            jdbi,
            twins,
            JSON,
            Duration.ofSeconds(10),
            store,
            List.of(),
            Map.of("configurations", ConfigurationService.TWIN_SECTION));
    configurations =
        new ConfigurationService(jdbi, outbox, registry, queries, store, JSON, clock, changed::add);
    reports = new ConfigurationReports(jdbi, queries, store, JSON);
    groups = new GroupService(store, queries, twins, clock);
  }

  @Override
  public void close() {
    twins.close();
  }

  /** JSON with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Identity device(String id) {
    return Identity.device(HUB, new DeviceId(id));
  }

  static Identity module(String device, String id) {
    return new Identity(HUB, new DeviceId(device), new ModuleId(id));
  }

  static Wanted wanted(String condition, int priority, String content) {
    return new Wanted("1.0", Map.of(), json(content), condition, priority, Map.of());
  }

  void register(Identity identity, boolean edge) {
    registry.create(
        identity,
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, edge, null, List.of()));
  }

  void patch(Identity identity, String twin) {
    twins.patch(identity, json(twin).toString().getBytes(StandardCharsets.UTF_8), null);
  }

  void tag(Identity identity, String tags) {
    patch(identity, "{'tags':" + tags + "}");
  }

  ConfigurationService.Counted create(String id, String condition, int priority, String content) {
    clock.advance(Duration.ofSeconds(1));
    configurations.create(HUB, new ConfigurationId(id), wanted(condition, priority, content));
    return configurations.get(HUB, new ConfigurationId(id));
  }

  void replace(String id, String condition, int priority) {
    Wanted wanted = new Wanted("1.0", Map.of(), null, condition, priority, Map.of());
    configurations.replace(HUB, new ConfigurationId(id), wanted, "*");
  }

  void delete(String id) {
    configurations.delete(HUB, new ConfigurationId(id), null);
  }

  void evaluate(String device) {
    configurations.evaluate(HUB, List.of(new DeviceId(device)));
  }

  ObjectNode twin(Identity identity) {
    return twins.get(identity);
  }

  /** The desired properties without what the hub adds. */
  ObjectNode desired(Identity identity) {
    ObjectNode desired = (ObjectNode) twin(identity).path("properties").path("desired");
    desired.remove(List.of("$metadata", "$version"));
    return desired;
  }

  String status(Identity identity, String configuration) {
    return twin(identity).path("configurations").path(configuration).path("status").asText();
  }

  TraceStore.Counts counts(String id) {
    return configurations.get(HUB, new ConfigurationId(id)).counts();
  }
}
