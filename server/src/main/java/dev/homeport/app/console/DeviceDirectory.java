package dev.homeport.app.console;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the console lists: identities with their twins, activity and sessions. Thread-safe.
 */
public final class DeviceDirectory {

  private static final String COLUMNS =
      """
      SELECT i.device_id, i.enabled, i.authentication, s.session_number IS NOT NULL AS connected,
             a.last_activity_at, t.model, t.firmware, t.latitude, t.longitude,
             coalesce(h.status, 'unknown') AS health
      """;

  private static final String JOINED =
      """
      FROM identity i
      JOIN twin t
        ON t.hub = i.hub AND t.device_id = i.device_id AND t.module_id = i.module_id
      LEFT JOIN session s
        ON s.hub = i.hub AND s.device_id = i.device_id AND s.module_id = i.module_id
      LEFT JOIN activity a
        ON a.hub = i.hub AND a.device_id = i.device_id AND a.module_id = i.module_id
      LEFT JOIN health_state h
        ON h.hub = i.hub AND h.device_id = i.device_id AND h.generation_id = i.generation_id
      WHERE i.hub = :hub AND i.module_id = '' AND t.hub = :hub AND t.module_id = ''
      """;

  private static final String COUNTED =
      """
      SELECT count(*) FROM identity i
      LEFT JOIN session s
        ON s.hub = i.hub AND s.device_id = i.device_id AND s.module_id = i.module_id
      LEFT JOIN health_state h
        ON h.hub = i.hub AND h.device_id = i.device_id AND h.generation_id = i.generation_id
      WHERE i.hub = :hub AND i.module_id = ''
      """;

  private final Jdbi jdbi;
  private final HubName hub;

  public DeviceDirectory(Jdbi jdbi, HubName hub) {
    this.jdbi = jdbi;
    this.hub = hub;
  }

  /** The devices of another hub. */
  DeviceDirectory of(HubName other) {
    return other.equals(hub) ? this : new DeviceDirectory(jdbi, other);
  }

  /** How a device is connected. */
  record Connection(String protocol, String remoteAddress) {}

  DevicePage page(DeviceQuery query) {
    String conditions = conditions(query);
    return jdbi.withHandle(
        handle -> {
          List<DeviceSummary> items =
              bound(
                      handle.createQuery(
                          COLUMNS
                              + JOINED
                              + " AND i.device_id IN (SELECT i.device_id "
                              + JOINED
                              + conditions
                              + query.orderBy()
                              + " LIMIT :limit OFFSET :offset) "
                              + query.orderBy()),
                      query)
                  .bind("limit", query.pageSize())
                  .bind("offset", query.offset())
                  .map((row, _) -> summary(row))
                  .list();
          return new DevicePage(
              items, total(handle, query, items.size()), query.page(), query.pageSize());
        });
  }

  private static String conditions(DeviceQuery query) {
    StringBuilder conditions = new StringBuilder();
    if (!query.search().isEmpty()) {
      conditions.append(" AND strpos(lower(i.device_id), lower(:search)) > 0\n");
    }
    if (query.enabled() != null) {
      conditions.append(" AND i.enabled = :enabled\n");
    }
    if (query.connected() != null) {
      conditions.append(" AND (s.session_number IS NOT NULL) = :connected\n");
    }
    if (query.health() != null) {
      conditions.append(" AND coalesce(h.status, 'unknown') = :health\n");
    }
    return conditions.toString();
  }

  private long total(Handle handle, DeviceQuery query, int found) {
    if (found > 0 && found < query.pageSize()) {
      return query.offset() + found; // the last page
    }
    return bound(handle.createQuery(COUNTED + conditions(query)), query).mapTo(Long.class).one();
  }

  private Query bound(Query statement, DeviceQuery query) {
    statement.bind("hub", hub.value());
    if (!query.search().isEmpty()) {
      statement.bind("search", query.search());
    }
    if (query.enabled() != null) {
      statement.bind("enabled", query.enabled());
    }
    if (query.connected() != null) {
      statement.bind("connected", query.connected());
    }
    if (query.health() != null) {
      statement.bind("health", query.health().word());
    }
    return statement;
  }

  /** The rows of these devices by id, without those that do not exist. */
  List<DeviceSummary> byIds(Collection<String> deviceIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COLUMNS + JOINED + " AND i.device_id = ANY(:ids) ORDER BY i.device_id")
                .bind("hub", hub.value())
                .bindArray("ids", String.class, deviceIds.toArray())
                .map((row, _) -> summary(row))
                .list());
  }

  Optional<Connection> connection(String deviceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT protocol, remote_address FROM session
                    WHERE hub = :hub AND device_id = :deviceId AND module_id = ''
                    """)
                .bind("hub", hub.value())
                .bind("deviceId", deviceId)
                .map((row, _) -> new Connection(row.getString(1), row.getString(2)))
                .findOne());
  }

  private static DeviceSummary summary(ResultSet row) throws SQLException {
    return new DeviceSummary(
        row.getString("device_id"),
        DeviceStatus.of(row.getBoolean("enabled")),
        ConnectionState.of(row.getBoolean("connected")),
        time(row.getTimestamp("last_activity_at")),
        row.getString("model"),
        row.getString("firmware"),
        location(row),
        AuthenticationType.of(row.getString("authentication")),
        row.getString("health"));
  }

  private static @Nullable String time(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant().toString();
  }

  private static @Nullable Location location(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    boolean known = !row.wasNull();
    double longitude = row.getDouble("longitude");
    return known && !row.wasNull() ? new Location(latitude, longitude) : null;
  }

  /** Ids in batches that one query can take. */
  static List<List<String>> batches(Collection<String> ids, int size) {
    List<String> all = List.copyOf(ids);
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      batches.add(all.subList(i, Math.min(all.size(), i + size)));
    }
    return batches;
  }
}
