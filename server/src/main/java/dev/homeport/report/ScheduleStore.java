package dev.homeport.report;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of the table {@code report_schedule}. */
final class ScheduleStore {

  private static final String COLUMNS =
      """
      SELECT hub, name, report, format, condition, device_group, tags, version, recipients, every,
        on_day, at_time, zone, enabled, changed_by, next_at, attempts, last_at, last_error
      FROM report_schedule
      """;

  /** A schedule that is due. */
  record Due(HubName hub, ScheduleState state) {}

  List<ScheduleState> all(Handle handle, HubName hub) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub ORDER BY name")
        .bind("hub", hub.value())
        .map((row, _) -> state(row))
        .list();
  }

  Optional<ScheduleState> find(Handle handle, HubName hub, String name) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .map((row, _) -> state(row))
        .findOne();
  }

  /** The one that is due for the longest time. */
  Optional<Due> due(Handle handle, Instant now) {
    return handle
        .createQuery(COLUMNS + "WHERE enabled AND next_at <= :now ORDER BY next_at LIMIT 1")
        .bind("now", now)
        .map((row, _) -> new Due(new HubName(row.getString("hub")), state(row)))
        .findOne();
  }

  void save(Handle handle, HubName hub, Schedule schedule, String by, Instant now, Instant next) {
    handle
        .createUpdate(
            """
            INSERT INTO report_schedule (hub, name, report, format, condition, device_group, tags,
              version, recipients, every, on_day, at_time, zone, enabled, changed_by, changed_at,
              next_at)
            VALUES (:hub, :name, :report, :format, :condition, :group, :tags, :version, :recipients,
              :every, :on, :at, :zone, :enabled, :by, :now, :next)
            ON CONFLICT (hub, name) DO UPDATE SET report = excluded.report,
              format = excluded.format, condition = excluded.condition,
              device_group = excluded.device_group, tags = excluded.tags,
              version = excluded.version, recipients = excluded.recipients,
              every = excluded.every, on_day = excluded.on_day, at_time = excluded.at_time,
              zone = excluded.zone, enabled = excluded.enabled, changed_by = excluded.changed_by,
              changed_at = excluded.changed_at, next_at = excluded.next_at, attempts = 0
            """)
        .bind("hub", hub.value())
        .bind("name", schedule.name())
        .bind("report", schedule.report().wire())
        .bind("format", schedule.format().wire())
        .bind("condition", schedule.condition())
        .bind("group", schedule.group())
        .bindArray("tags", String.class, schedule.tags())
        .bind("version", schedule.version())
        .bindArray("recipients", String.class, schedule.recipients())
        .bind("every", schedule.cadence().every().wire())
        .bind("on", schedule.cadence().on())
        .bind("at", schedule.cadence().at().toString())
        .bind("zone", schedule.cadence().zone().getId())
        .bind("enabled", schedule.enabled())
        .bind("by", by)
        .bind("now", now)
        .bind("next", next)
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, HubName hub, String name) {
    return handle.execute(
            "DELETE FROM report_schedule WHERE hub = ? AND name = ?", hub.value(), name)
        > 0;
  }

  /** Makes it due at once. */
  void hurry(Handle handle, HubName hub, String name, Instant now) {
    handle.execute(
        "UPDATE report_schedule SET next_at = ?, attempts = 0 WHERE hub = ? AND name = ?",
        now,
        hub.value(),
        name);
  }

  /** Notes an attempt, unless the schedule was changed meanwhile. */
  void attempted(
      Handle handle, Due due, Instant now, @Nullable String error, int attempts, Instant next) {
    handle
        .createUpdate(
            """
            UPDATE report_schedule
            SET last_at = :now, last_error = :error, attempts = :attempts, next_at = :next
            WHERE hub = :hub AND name = :name AND next_at = :due
            """)
        .bind("hub", due.hub().value())
        .bind("name", due.state().schedule().name())
        .bind("due", due.state().nextAt())
        .bind("now", now)
        .bind("error", error)
        .bind("attempts", attempts)
        .bind("next", next)
        .execute();
  }

  private static ScheduleState state(ResultSet row) throws SQLException {
    Timestamp lastAt = row.getTimestamp("last_at");
    Schedule schedule =
        new Schedule(
            row.getString("name"),
            Report.of(row.getString("report")).orElseThrow(),
            ReportFormat.of(row.getString("format")).orElseThrow(),
            row.getString("condition"),
            row.getString("device_group"),
            Arrays.asList((String[]) row.getArray("tags").getArray()),
            row.getString("version"),
            Arrays.asList((String[]) row.getArray("recipients").getArray()),
            Cadence.of(
                row.getString("every"),
                row.getInt("on_day"),
                row.getString("at_time"),
                row.getString("zone")),
            row.getBoolean("enabled"));
    return new ScheduleState(
        schedule,
        row.getString("changed_by"),
        row.getTimestamp("next_at").toInstant(),
        row.getInt("attempts"),
        lastAt == null ? null : lastAt.toInstant(),
        row.getString("last_error"));
  }
}
