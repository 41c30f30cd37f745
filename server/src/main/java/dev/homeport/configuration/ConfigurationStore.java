package dev.homeport.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ConfigurationId;
import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The SQL of configurations. Keeps what it has read of those that every evaluation needs, by number
 * and version. Thread-safe.
 */
final class ConfigurationStore {

  private static final int ADVISORY_LOCK = 0x636f6e66; // "conf"
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private final ObjectMapper json;
  private final Map<Key, Configuration> known = new ConcurrentHashMap<>();

  private record Key(long number, long version) {}

  ConfigurationStore(ObjectMapper json) {
    this.json = json;
  }

  /** Hubs that have configurations, or had some that still leave traces. */
  List<HubName> hubs(Handle handle) {
    return handle
        .createQuery("SELECT hub FROM configuration UNION SELECT hub FROM configuration_deleted")
        .map((row, _) -> new HubName(row.getString(1)))
        .list();
  }

  /** Whether a hub has no configurations, and none whose traces are still to go. */
  boolean isIdle(Handle handle, HubName hub) {
    return handle
        .createQuery(
            """
            SELECT NOT EXISTS (SELECT 1 FROM configuration WHERE hub = :hub)
              AND NOT EXISTS (SELECT 1 FROM configuration_deleted WHERE hub = :hub)
            """)
        .bind("hub", hub.value())
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Waits for the evaluations of a hub's twins that are under way, and lets no other begin until
   * the transaction ends: whoever evaluates afterwards sees what it changed.
   */
  void excludeEvaluations(Handle handle, HubName hub) {
    advisoryLock(handle, "pg_advisory_xact_lock", hub);
  }

  /** Keeps the hub's configurations as they are until the transaction ends. */
  void excludeChanges(Handle handle, HubName hub) {
    advisoryLock(handle, "pg_advisory_xact_lock_shared", hub);
  }

  private static void advisoryLock(Handle handle, String function, HubName hub) {
    handle
        .createQuery("SELECT CAST(" + function + "(:lock, hashtext(:hub)) AS text)")
        .bind("lock", ADVISORY_LOCK)
        .bind("hub", hub.value())
        .mapTo(String.class)
        .one();
  }

  /** All of a hub, for evaluations: metric results may be older ones. */
  List<Configuration> all(Handle handle, HubName hub) {
    List<Key> keys =
        handle
            .createQuery("SELECT number, version FROM configuration WHERE hub = :hub")
            .bind("hub", hub.value())
            .map((row, _) -> new Key(row.getLong(1), row.getLong(2)))
            .list();
    List<Configuration> all = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Configuration configuration = known.get(key);
      if (configuration == null) {
        // Another version by now is as good, and one that is gone by now is gone.
        configuration = findNumber(handle, key.number()).orElse(null);
      }
      if (configuration != null) {
        known.put(new Key(configuration.number(), configuration.version()), configuration);
        all.add(configuration);
      }
    }
    Set<Key> current = new HashSet<>(keys);
    known.entrySet().removeIf(e -> e.getValue().hub().equals(hub) && !current.contains(e.getKey()));
    return all;
  }

  private Optional<Configuration> findNumber(Handle handle, long number) {
    return handle
        .createQuery("SELECT * FROM configuration WHERE number = :number")
        .bind("number", number)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** The first {@code top} by id. */
  List<Configuration> list(Handle handle, HubName hub, int top) {
    return handle
        .createQuery("SELECT * FROM configuration WHERE hub = :hub ORDER BY id LIMIT :top")
        .bind("hub", hub.value())
        .bind("top", top)
        .map((row, _) -> map(row))
        .list();
  }

  Optional<Configuration> find(Handle handle, HubName hub, ConfigurationId id) {
    return find(handle, hub, id, "");
  }

  /** Like {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Configuration> lock(Handle handle, HubName hub, ConfigurationId id) {
    return find(handle, hub, id, " FOR UPDATE");
  }

  private Optional<Configuration> find(
      Handle handle, HubName hub, ConfigurationId id, String ending) {
    return handle
        .createQuery("SELECT * FROM configuration WHERE hub = :hub AND id = :id" + ending)
        .bind("hub", hub.value())
        .bind("id", id.value())
        .map((row, _) -> map(row))
        .findOne();
  }

  int count(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT count(*) FROM configuration WHERE hub = :hub")
        .bind("hub", hub.value())
        .mapTo(Integer.class)
        .one();
  }

  void insert(
      Handle handle,
      HubName hub,
      ConfigurationId id,
      Wanted wanted,
      JsonNode content,
      Instant now) {
    bind(
            handle.createUpdate(
                """
                    INSERT INTO configuration (hub, id, schema_version, labels, content,
                      target_condition, priority, metric_queries, created_at, updated_at)
                    VALUES (:hub, :id, :schemaVersion, CAST(:labels AS jsonb),
                      :content, :targetCondition, :priority,
                      CAST(:metricQueries AS jsonb), :now, :now)
                    """),
            wanted)
        .bind("hub", hub.value())
        .bind("id", id.value())
        .bind("content", content.toString())
        .bind("now", now)
        .execute();
  }

  void update(Handle handle, long number, Wanted wanted, Instant now) {
    bind(
            handle.createUpdate(
                """
                UPDATE configuration
                SET version = version + 1, schema_version = :schemaVersion,
                    labels = CAST(:labels AS jsonb), target_condition = :targetCondition,
                    priority = :priority, metric_queries = CAST(:metricQueries AS jsonb),
                    metric_results = '{}', updated_at = :now
                WHERE number = :number
                """),
            wanted)
        .bind("number", number)
        .bind("now", now)
        .execute();
  }

  /** Deletes one; its number is kept until its targets have taken their next configuration. */
  void delete(Handle handle, Configuration configuration) {
    handle
        .createUpdate("INSERT INTO configuration_deleted (number, hub) VALUES (:number, :hub)")
        .bind("number", configuration.number())
        .bind("hub", configuration.hub().value())
        .execute();
    handle
        .createUpdate("DELETE FROM configuration WHERE number = :number")
        .bind("number", configuration.number())
        .execute();
  }

  /** The numbers of deleted ones that may still leave traces. */
  List<Long> deleted(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT number FROM configuration_deleted WHERE hub = :hub ORDER BY number")
        .bind("hub", hub.value())
        .mapTo(Long.class)
        .list();
  }

  void forget(Handle handle, long number) {
    handle
        .createUpdate("DELETE FROM configuration_deleted WHERE number = :number")
        .bind("number", number)
        .execute();
  }

  /** Notes that the effect of this version is on every twin. */
  void setSettled(Handle handle, Configuration configuration) {
    handle
        .createUpdate(
            """
            UPDATE configuration SET settled_version = :version
            WHERE number = :number AND settled_version < :version
            """)
        .bind("number", configuration.number())
        .bind("version", configuration.version())
        .execute();
  }

  /** Keeps what the metric queries of this version found. */
  void setMetrics(Handle handle, Configuration configuration, Map<String, Long> results) {
    handle
        .createUpdate(
            """
            UPDATE configuration SET metric_results = CAST(:results AS jsonb)
            WHERE number = :number AND version = :version
            """)
        .bind("number", configuration.number())
        .bind("version", configuration.version())
        .bind("results", json.valueToTree(results).toString())
        .execute();
  }

  private <S extends SqlStatement<S>> S bind(S statement, Wanted wanted) {
    return statement
        .bind("schemaVersion", wanted.schemaVersion())
        .bind("labels", json.valueToTree(wanted.labels()).toString())
        .bind("targetCondition", wanted.targetCondition())
        .bind("priority", wanted.priority())
        .bind("metricQueries", json.valueToTree(wanted.metricQueries()).toString());
  }

  private Configuration map(ResultSet row) throws SQLException {
    JsonNode contentJson = read(row, "content");
    Content content = Content.of(contentJson);
    return new Configuration(
        row.getLong("number"),
        new HubName(row.getString("hub")),
        new ConfigurationId(row.getString("id")),
        row.getLong("version"),
        row.getLong("settled_version"),
        row.getString("schema_version"),
        json.convertValue(read(row, "labels"), TEXTS),
        contentJson,
        content,
        Target.of(Target.kind(content), row.getString("target_condition")),
        row.getInt("priority"),
        json.convertValue(read(row, "metric_queries"), TEXTS),
        json.convertValue(read(row, "metric_results"), COUNTS),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private JsonNode read(ResultSet row, String column) throws SQLException {
    try {
      return json.readTree(row.getString(column));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column " + column + " holds no JSON", e);
    }
  }
}
