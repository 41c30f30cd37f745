package dev.homeport.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of where devices stand and what became of it. */
final class HealthStore {

  private final HealthJson json;

  HealthStore(ObjectMapper json) {
    this.json = new HealthJson(json);
  }

  /** A device's row as it is to be written. */
  record Row(DeviceHealth.Memory memory, Standing standing, @Nullable Instant silentAt) {}

  /** A device that is another one than before. */
  record Change(
      String deviceId,
      String generationId,
      Instant at,
      @Nullable HealthStatus previous,
      Standing standing) {}

  List<DeviceHealth.Memory> load(Handle handle, HubName hub, Collection<String> devices) {
    return handle
        .createQuery("SELECT * FROM health_state WHERE hub = :hub AND device_id = ANY(:devices)")
        .bind("hub", hub.value())
        .bindArray("devices", String.class, devices.toArray())
        .map((row, _) -> memory(row))
        .list();
  }

  /** The row of a device, unless it is of another one that had the same id. */
  Optional<DeviceHealth.Memory> find(Handle handle, HubName hub, DeviceId device) {
    return handle
        .createQuery(
            """
            SELECT h.* FROM health_state h
            JOIN identity i ON i.hub = h.hub AND i.device_id = h.device_id AND i.module_id = ''
              AND i.generation_id = h.generation_id
            WHERE h.hub = :hub AND h.device_id = :device
            """)
        .bind("hub", hub.value())
        .bind("device", device.value())
        .map((row, _) -> memory(row))
        .findOne();
  }

  /** The changes of a device before that id, the newest first. */
  List<HealthReports.Change> changes(
      Handle handle, HubName hub, DeviceId device, long before, int limit) {
    return handle
        .createQuery(
            """
            SELECT c.id, c.at, c.status, c.previous, c.reasons FROM health_change c
            JOIN identity i ON i.hub = c.hub AND i.device_id = c.device_id AND i.module_id = ''
              AND i.generation_id = c.generation_id
            WHERE c.hub = :hub AND c.device_id = :device AND c.id < :before
            ORDER BY c.id DESC LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("device", device.value())
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> change(row))
        .list();
  }

  private HealthReports.Change change(ResultSet row) throws SQLException {
    String previous = row.getString("previous");
    return new HealthReports.Change(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        HealthStatus.of(row.getString("status")),
        previous == null ? null : HealthStatus.of(previous),
        json.reasons(row.getString("reasons")));
  }

  private DeviceHealth.Memory memory(ResultSet row) throws SQLException {
    return new DeviceHealth.Memory(
        row.getString("device_id"),
        row.getString("generation_id"),
        row.getInt("partition"),
        row.getLong("position"),
        row.getTimestamp("last_heard_at").toInstant(),
        new Rhythm(row.getLong("interval_ms")),
        new Standing(
            HealthStatus.of(row.getString("status")),
            row.getTimestamp("since").toInstant(),
            json.reasons(row.getString("reasons"))),
        json.metrics(row.getString("metrics")),
        json.gauges(row.getString("gauges")));
  }

  /**
   * Writes rows, but not over one of a later message: then the partition is another node's by now.
   */
  void save(Handle handle, HubName hub, List<Row> rows) {
    handle
        .createUpdate(
            """
            INSERT INTO health_state
              (hub, device_id, generation_id, partition, position, status, since, reasons,
               last_heard_at, interval_ms, silent_at, metrics, gauges)
            SELECT :hub, device_id, generation_id, partition, position, status,
                   CAST(since AS timestamptz), CAST(reasons AS jsonb),
                   CAST(last_heard_at AS timestamptz), interval_ms,
                   CAST(silent_at AS timestamptz), CAST(metrics AS jsonb), CAST(gauges AS jsonb)
            FROM unnest(:devices, :generations, :partitions, :positions, :statuses, :sinces,
                        :reasons, :heards, :intervals, :silents, :metrics, :gauges)
              AS u (device_id, generation_id, partition, position, status, since, reasons,
                    last_heard_at, interval_ms, silent_at, metrics, gauges)
            ORDER BY device_id
            ON CONFLICT (hub, device_id) DO UPDATE
            SET generation_id = excluded.generation_id, partition = excluded.partition,
                position = excluded.position, status = excluded.status, since = excluded.since,
                reasons = excluded.reasons, last_heard_at = excluded.last_heard_at,
                interval_ms = excluded.interval_ms, silent_at = excluded.silent_at,
                metrics = excluded.metrics, gauges = excluded.gauges
            WHERE health_state.partition <> excluded.partition
               OR health_state.generation_id <> excluded.generation_id
               OR health_state.position <= excluded.position
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, column(rows, row -> row.memory().deviceId()))
        .bindArray("generations", String.class, column(rows, row -> row.memory().generationId()))
        .bindArray("partitions", Integer.class, column(rows, row -> row.memory().partition()))
        .bindArray("positions", Long.class, column(rows, row -> row.memory().position()))
        .bindArray("statuses", String.class, column(rows, row -> row.standing().status().word()))
        .bindArray("sinces", String.class, column(rows, row -> row.standing().since().toString()))
        .bind(
            "reasons", texts(rows, row -> HealthJson.reasons(row.standing().reasons()).toString()))
        .bindArray("heards", String.class, column(rows, row -> row.memory().heardAt().toString()))
        .bindArray(
            "intervals", Long.class, column(rows, row -> row.memory().rhythm().intervalMillis()))
        .bindArray(
            "silents", String.class, rows.stream().map(row -> time(row.silentAt())).toArray())
        .bind("metrics", texts(rows, row -> HealthJson.metrics(row.memory().metrics()).toString()))
        .bind("gauges", texts(rows, row -> HealthJson.gauges(row.memory().gauges()).toString()))
        .execute();
  }

  void addChanges(Handle handle, HubName hub, List<Change> changes) {
    handle
        .createUpdate(
            """
            INSERT INTO health_change
              (hub, device_id, generation_id, at, status, previous, reasons)
            SELECT :hub, device_id, generation_id, CAST(at AS timestamptz), status, previous,
                   CAST(reasons AS jsonb)
            FROM unnest(:devices, :generations, :times, :statuses, :previous, :reasons)
              WITH ORDINALITY
              AS u (device_id, generation_id, at, status, previous, reasons, number)
            ORDER BY number
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, column(changes, Change::deviceId))
        .bindArray("generations", String.class, column(changes, Change::generationId))
        .bindArray("times", String.class, column(changes, change -> change.at().toString()))
        .bindArray(
            "statuses", String.class, column(changes, change -> change.standing().status().word()))
        .bindArray(
            "previous",
            String.class,
            changes.stream().map(change -> word(change.previous())).toArray())
        .bind(
            "reasons",
            texts(changes, change -> HealthJson.reasons(change.standing().reasons()).toString()))
        .execute();
  }

  /** The generations of those of the devices that are registered. */
  Map<String, String> generations(Handle handle, HubName hub, Collection<String> devices) {
    Map<String, String> generations = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT device_id, generation_id FROM identity
            WHERE hub = :hub AND module_id = '' AND device_id = ANY(:devices)
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, devices.toArray())
        .map((row, _) -> generations.put(row.getString(1), row.getString(2)))
        .list();
    return generations;
  }

  void delete(Handle handle, HubName hub, List<Row> rows) {
    handle
        .createUpdate(
            """
            DELETE FROM health_state
            WHERE hub = :hub AND (device_id, generation_id) IN (
              SELECT device_id, generation_id
              FROM unnest(:devices, :generations) AS u (device_id, generation_id))
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, column(rows, row -> row.memory().deviceId()))
        .bindArray("generations", String.class, column(rows, row -> row.memory().generationId()))
        .execute();
  }

  /** Devices of these partitions whose silence may be due, the longest silent first. */
  List<String> silent(
      Handle handle, HubName hub, Collection<Integer> partitions, Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM health_state
            WHERE hub = :hub AND partition = ANY(:partitions) AND silent_at < :now
            ORDER BY silent_at LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bindArray("partitions", Integer.class, partitions.toArray())
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** The next devices of these partitions by id. */
  List<String> after(
      Handle handle, HubName hub, Collection<Integer> partitions, String after, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM health_state
            WHERE hub = :hub AND partition = ANY(:partitions) AND device_id > :after
            ORDER BY device_id LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bindArray("partitions", Integer.class, partitions.toArray())
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** Deletes changes of before a moment; at most {@code limit}. */
  int deleteChanges(Handle handle, Instant before, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM health_change WHERE id IN (
              SELECT id FROM health_change WHERE at < :before ORDER BY id LIMIT :limit)
            """)
        .bind("before", before)
        .bind("limit", limit)
        .execute();
  }

  /** Deletes the rows of devices that are gone; at most {@code limit}. */
  int deleteGone(Handle handle, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM health_state h WHERE (h.hub, h.device_id) IN (
              SELECT s.hub, s.device_id FROM health_state s
              WHERE NOT EXISTS (
                SELECT FROM identity i
                WHERE i.hub = s.hub AND i.device_id = s.device_id AND i.module_id = '')
              LIMIT :limit)
            """)
        .bind("limit", limit)
        .execute();
  }

  private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
    return rows.stream().map(value).toArray();
  }

  private static <T> TextArray texts(List<T> rows, Function<T, String> value) {
    return new TextArray(rows.stream().map(value).toList());
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String word(@Nullable HealthStatus status) {
    return status == null ? null : status.word();
  }
}
