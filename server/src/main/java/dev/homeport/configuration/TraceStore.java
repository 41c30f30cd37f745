package dev.homeport.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The SQL of what evaluations leave: which twins are targeted, and what was written into them. */
final class TraceStore {

  private final ObjectMapper json;

  TraceStore(ObjectMapper json) {
    this.json = json;
  }

  /** Which of the devices are edge devices. */
  Set<DeviceId> edgeDevices(Handle handle, HubName hub, Collection<DeviceId> devices) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM identity
            WHERE hub = :hub AND device_id = ANY(:devices) AND module_id = '' AND edge
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, values(devices))
        .map((row, _) -> new DeviceId(row.getString(1)))
        .collect(Collectors.toSet());
  }

  /** The traces at the devices and their modules. */
  Map<Identity, Subject.Trace> traces(Handle handle, HubName hub, Collection<DeviceId> devices) {
    Map<Identity, Map<Long, Standing>> targets = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT device_id, module_id, configuration, applied, lost_to
            FROM configuration_target
            WHERE hub = :hub AND device_id = ANY(:devices)
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, values(devices))
        .map(
            (row, _) ->
                targets
                    .computeIfAbsent(
                        Identity.of(hub.value(), row.getString(1), row.getString(2)),
                        _ -> new HashMap<>())
                    .put(row.getLong(3), standing(row)))
        .list();
    Map<Identity, Map<String, Held>> held = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT device_id, module_id, held FROM configuration_holding
            WHERE hub = :hub AND device_id = ANY(:devices)
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, values(devices))
        .map(
            (row, _) ->
                held.put(
                    Identity.of(hub.value(), row.getString(1), row.getString(2)),
                    held(row.getString(3))))
        .list();
    Set<Identity> identities = new HashSet<>(targets.keySet());
    identities.addAll(held.keySet());
    return identities.stream()
        .collect(
            Collectors.toMap(
                identity -> identity,
                identity ->
                    new Subject.Trace(
                        targets.getOrDefault(identity, Map.of()),
                        held.getOrDefault(identity, Map.of()))));
  }

  /** Replaces the traces at locked twins. */
  void write(Handle handle, Map<Identity, Subject.Trace> traces) {
    delete(handle, "configuration_target", traces.keySet());
    delete(handle, "configuration_holding", traces.keySet());
    PreparedBatch targets =
        handle.prepareBatch(
            """
            INSERT INTO configuration_target
              (hub, device_id, module_id, configuration, applied, lost_to)
            VALUES (?, ?, ?, ?, ?, ?)
            """);
    PreparedBatch holdings =
        handle.prepareBatch(
            """
            INSERT INTO configuration_holding (hub, device_id, module_id, held)
            VALUES (?, ?, ?, CAST(? AS jsonb))
            """);
    traces.forEach(
        (identity, trace) -> {
          trace
              .targets()
              .forEach(
                  (number, standing) ->
                      named(targets, identity)
                          .bind(3, number)
                          .bind(4, standing.applied())
                          .bindArray(5, Long.class, List.copyOf(standing.lostTo()))
                          .add());
          if (!trace.held().isEmpty()) {
            named(holdings, identity).bind(3, text(trace.held())).add();
          }
        });
    targets.execute();
    holdings.execute();
  }

  private static PreparedBatch named(PreparedBatch batch, Identity identity) {
    return batch
        .bind(0, identity.hub().value())
        .bind(1, identity.deviceId().value())
        .bind(2, identity.moduleColumn());
  }

  private static void delete(Handle handle, String table, Collection<Identity> identities) {
    handle
        .createUpdate(
            "DELETE FROM "
                + table
                + """
                 t USING unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                WHERE t.hub = u.hub AND t.device_id = u.device_id AND t.module_id = u.module_id
                """)
        .bindArray("hubs", String.class, identities.stream().map(i -> i.hub().value()).toList())
        .bindArray(
            "devices", String.class, identities.stream().map(i -> i.deviceId().value()).toList())
        .bindArray(
            "modules", String.class, identities.stream().map(Identity::moduleColumn).toList())
        .execute();
  }

  /**
   * The twins that a configuration targets, in the order of their names.
   *
   * @param after the name before the first one, null to begin
   * @param upTo the last name, null for no end
   */
  List<Identity> targets(
      Handle handle,
      HubName hub,
      long configuration,
      @Nullable Identity after,
      @Nullable Identity upTo,
      int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id, module_id FROM configuration_target
            WHERE configuration = :configuration AND hub = :hub
              AND (device_id, module_id) > (:afterDevice, :afterModule)
              AND (:endless OR (device_id, module_id) <= (:lastDevice, :lastModule))
            ORDER BY device_id, module_id LIMIT :limit
            """)
        .bind("configuration", configuration)
        .bind("hub", hub.value())
        .bind("afterDevice", after == null ? "" : after.deviceId().value())
        .bind("afterModule", after == null ? "" : after.moduleColumn())
        .bind("endless", upTo == null)
        .bind("lastDevice", upTo == null ? "" : upTo.deviceId().value())
        .bind("lastModule", upTo == null ? "" : upTo.moduleColumn())
        .bind("limit", limit)
        .map((row, _) -> Identity.of(hub.value(), row.getString(1), row.getString(2)))
        .list();
  }

  /** How a configuration stands at a twin, by the columns {@code applied} and {@code lost_to}. */
  private static Standing standing(ResultSet row) throws SQLException {
    Long[] lostTo = (Long[]) row.getArray("lost_to").getArray();
    return new Standing(row.getBoolean("applied"), Set.of(lostTo));
  }

  /** A target and how a configuration stands there. */
  record Standpoint(Identity identity, Standing standing) {}

  /**
   * How a configuration stands at its targets, in the order of their names.
   *
   * @param after the name before the first one, null to begin
   */
  List<Standpoint> standings(
      Handle handle,
      HubName hub,
      long configuration,
      ConfigurationReports.Choice choice,
      @Nullable Identity after,
      int limit) {
    String chosen =
        switch (choice) {
          case ALL -> "";
          case APPLIED -> " AND applied";
          case NOT_APPLIED -> " AND NOT applied";
          case OVERRIDDEN -> " AND lost_to <> '{}'";
        };
    return handle
        .createQuery(
            """
            SELECT device_id, module_id, applied, lost_to FROM configuration_target
            WHERE configuration = :configuration AND hub = :hub
              AND (device_id, module_id) > (:afterDevice, :afterModule)
            """
                + chosen
                + " ORDER BY device_id, module_id LIMIT :limit")
        .bind("configuration", configuration)
        .bind("hub", hub.value())
        .bind("afterDevice", after == null ? "" : after.deviceId().value())
        .bind("afterModule", after == null ? "" : after.moduleColumn())
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Standpoint(
                    Identity.of(hub.value(), row.getString(1), row.getString(2)), standing(row)))
        .list();
  }

  /** The configurations that one loses to, and at how many twins. */
  Map<Long, Long> winnersOver(Handle handle, HubName hub, long configuration) {
    return twinsByNumber(
        handle,
        """
        SELECT winner, count(*) FROM configuration_target, unnest(lost_to) AS winner
        WHERE configuration = :configuration AND hub = :hub AND lost_to <> '{}'
        GROUP BY winner
        """,
        hub,
        configuration);
  }

  /** The configurations that lose to one, and at how many twins. */
  Map<Long, Long> losersTo(Handle handle, HubName hub, long configuration) {
    return twinsByNumber(
        handle,
        """
        SELECT configuration, count(*) FROM configuration_target
        WHERE lost_to @> ARRAY[CAST(:configuration AS bigint)] AND hub = :hub AND lost_to <> '{}'
        GROUP BY configuration
        """,
        hub,
        configuration);
  }

  private static Map<Long, Long> twinsByNumber(
      Handle handle, String sql, HubName hub, long configuration) {
    Map<Long, Long> twins = new HashMap<>();
    handle
        .createQuery(sql)
        .bind("configuration", configuration)
        .bind("hub", hub.value())
        .map((row, _) -> twins.put(row.getLong(1), row.getLong(2)))
        .list();
    return twins;
  }

  /**
   * How many twins a configuration targets.
   *
   * @param applied on how many of them it has a say
   * @param overridden on how many of them another one got what it wanted to set
   */
  record Counts(long targeted, long applied, long overridden) {
    static final Counts NONE = new Counts(0, 0, 0);
  }

  Map<Long, Counts> counts(Handle handle, Collection<Long> configurations) {
    Map<Long, Counts> counts = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT configuration, count(*), count(*) FILTER (WHERE applied),
              count(*) FILTER (WHERE lost_to <> '{}')
            FROM configuration_target WHERE configuration = ANY(:configurations)
            GROUP BY configuration
            """)
        .bindArray("configurations", Long.class, List.copyOf(configurations))
        .map(
            (row, _) ->
                counts.put(
                    row.getLong(1), new Counts(row.getLong(2), row.getLong(3), row.getLong(4))))
        .list();
    return counts;
  }

  private static List<String> values(Collection<DeviceId> devices) {
    return devices.stream().map(DeviceId::value).toList();
  }

  private String text(Map<String, Held> held) {
    ObjectNode object = json.createObjectNode();
    held.forEach(
        (path, value) ->
            object
                .putObject(path)
                .put("configuration", value.configuration())
                .set("value", value.value()));
    return object.toString();
  }

  private Map<String, Held> held(String text) {
    try {
      Map<String, Held> held = new HashMap<>();
      for (var entry : json.readTree(text).properties()) {
        JsonNode value = entry.getValue();
        held.put(
            entry.getKey(), new Held(value.path("configuration").asLong(), value.path("value")));
      }
      return held;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column held holds no JSON", e);
    }
  }
}
