package dev.homeport.report;

import dev.homeport.HubName;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of reports. */
final class ReportStore {

  private static final String COLUMNS =
      """
      SELECT i.device_id, i.enabled, i.authentication, i.created_at,
        s.session_number IS NOT NULL AS connected, a.last_activity_at,
        t.reported ->> 'model' AS model, t.reported #>> '{firmware,version}' AS firmware,
        t.reported #>> '{health,status}' AS health,
        CASE jsonb_typeof(t.reported #> '{location,latitude}') WHEN 'number'
          THEN CAST(t.reported #> '{location,latitude}' AS numeric) END AS latitude,
        CASE jsonb_typeof(t.reported #> '{location,longitude}') WHEN 'number'
          THEN CAST(t.reported #> '{location,longitude}' AS numeric) END AS longitude
      """;

  private static final String DEVICES =
      """
      FROM identity i
      LEFT JOIN session s
        ON s.hub = i.hub AND s.device_id = i.device_id AND s.module_id = i.module_id
      LEFT JOIN activity a
        ON a.hub = i.hub AND a.device_id = i.device_id AND a.module_id = i.module_id
      LEFT JOIN twin t
        ON t.hub = i.hub AND t.device_id = i.device_id AND t.module_id = i.module_id
      WHERE i.hub = :hub AND i.module_id = '' AND i.device_id = ANY(:ids)
      ORDER BY i.device_id
      """;

  /**
   * All that reports say about a device.
   *
   * @param tags the values of the tags that were asked for, as text
   */
  record Device(
      String deviceId,
      boolean enabled,
      boolean connected,
      String authentication,
      Instant createdAt,
      @Nullable Instant lastActivityAt,
      @Nullable String model,
      @Nullable String firmware,
      @Nullable String health,
      @Nullable Double latitude,
      @Nullable Double longitude,
      List<Cell> tags) {}

  /** These devices in the order of their ids, without those that are gone. */
  List<Device> devices(Handle handle, HubName hub, List<String> ids, List<String> tags) {
    StringBuilder sql = new StringBuilder(COLUMNS);
    for (int i = 0; i < tags.size(); i++) {
      sql.append(", t.tags #>> :tag").append(i).append(" AS tag").append(i).append('\n');
    }
    Query query =
        handle
            .createQuery(sql.append(DEVICES).toString())
            .bind("hub", hub.value())
            .bindArray("ids", String.class, ids);
    for (int i = 0; i < tags.size(); i++) {
      query.bindArray("tag" + i, String.class, List.of(tags.get(i).split("\\.", -1)));
    }
    return query.map((row, _) -> device(row, tags.size())).list();
  }

  private static Device device(ResultSet row, int tags) throws SQLException {
    List<Cell> values = new ArrayList<>();
    for (int i = 0; i < tags; i++) {
      values.add(Cell.text(row.getString("tag" + i)));
    }
    Timestamp lastActivity = row.getTimestamp("last_activity_at");
    return new Device(
        row.getString("device_id"),
        row.getBoolean("enabled"),
        row.getBoolean("connected"),
        row.getString("authentication"),
        row.getTimestamp("created_at").toInstant(),
        lastActivity == null ? null : lastActivity.toInstant(),
        row.getString("model"),
        row.getString("firmware"),
        row.getString("health"),
        number(row.getBigDecimal("latitude")),
        number(row.getBigDecimal("longitude")),
        values);
  }

  private static @Nullable Double number(@Nullable BigDecimal value) {
    return value == null ? null : value.doubleValue();
  }

  /** The day of the first change of health that is kept, in UTC. */
  Optional<LocalDate> firstDayOfHealth(Handle handle, HubName hub) {
    return handle
        .createQuery(
            """
            SELECT CAST(at AT TIME ZONE 'UTC' AS date) AS day FROM health_change
            WHERE hub = :hub ORDER BY id LIMIT 1
            """)
        .bind("hub", hub.value())
        .map((row, _) -> row.getObject("day", LocalDate.class))
        .findOne();
  }

  /** How these devices are, and how each came to be so, in days of UTC. */
  Collection<HealthDays.Device> health(Handle handle, HubName hub, List<String> ids) {
    Map<String, HealthDays.Device> devices = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT i.device_id, CAST(i.created_at AT TIME ZONE 'UTC' AS date) AS made,
              coalesce(h.status, 'unknown') AS status
            FROM identity i
            LEFT JOIN health_state h
              ON h.hub = i.hub AND h.device_id = i.device_id AND h.generation_id = i.generation_id
            WHERE i.hub = :hub AND i.module_id = '' AND i.device_id = ANY(:ids)
            """)
        .bind("hub", hub.value())
        .bindArray("ids", String.class, ids)
        .map(
            (row, _) ->
                devices.put(
                    row.getString("device_id"),
                    new HealthDays.Device(
                        row.getObject("made", LocalDate.class),
                        row.getString("status"),
                        new ArrayList<>())))
        .list();
    handle
        .createQuery(
            """
            SELECT device_id, day, (array_agg(status ORDER BY id DESC))[1] AS status,
              (array_agg(previous ORDER BY id))[1] AS previous,
              count(*) FILTER (WHERE status = 'critical' AND previous IS DISTINCT FROM 'critical')
                AS became_critical
            FROM (
              SELECT c.*, CAST(c.at AT TIME ZONE 'UTC' AS date) AS day
              FROM health_change c
              JOIN identity i ON i.hub = c.hub AND i.device_id = c.device_id AND i.module_id = ''
                AND i.generation_id = c.generation_id
              WHERE c.hub = :hub AND c.device_id = ANY(:ids)) AS change
            GROUP BY device_id, day ORDER BY device_id, day
            """)
        .bind("hub", hub.value())
        .bindArray("ids", String.class, ids)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("device_id"),
                    new HealthDays.Day(
                        row.getObject("day", LocalDate.class),
                        row.getString("status"),
                        row.getString("previous"),
                        row.getLong("became_critical"))))
        .forEach(
            change -> {
              HealthDays.Device device = devices.get(change.getKey());
              if (device != null) { // made between the two queries
                device.days().add(change.getValue());
              }
            });
    return devices.values();
  }

  /** How many of these devices were made on each day, in UTC. */
  Map<LocalDate, Long> madeByDay(Handle handle, HubName hub, List<String> ids) {
    Map<LocalDate, Long> days = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT CAST(created_at AT TIME ZONE 'UTC' AS date) AS day, count(*) AS devices
            FROM identity
            WHERE hub = :hub AND module_id = '' AND device_id = ANY(:ids)
            GROUP BY day
            """)
        .bind("hub", hub.value())
        .bindArray("ids", String.class, ids)
        .map((row, _) -> Map.entry(row.getObject("day", LocalDate.class), row.getLong("devices")))
        .forEach(entry -> days.put(entry.getKey(), entry.getValue()));
    return days;
  }
}
