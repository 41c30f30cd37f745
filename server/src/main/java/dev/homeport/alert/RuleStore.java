package dev.homeport.alert;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL of the table {@code alert_rule}. */
final class RuleStore {

  private static final String RULES =
      """
      SELECT r.hub, r.name, r.revision, r.kind, r.severity, r.condition, r.threshold, r.minutes,
        r.grouping_seconds, r.channels, r.enabled, r.changed_by, m.until
      FROM alert_rule r
      LEFT JOIN alert_mute m ON m.hub = r.hub AND m.rule = r.name AND m.subject = ''
        AND m.until > :now
      """;

  List<RuleState> all(Handle handle, HubName hub, Instant now) {
    return handle
        .createQuery(RULES + "WHERE r.hub = :hub ORDER BY r.name")
        .bind("hub", hub.value())
        .bind("now", now)
        .map((row, _) -> state(row))
        .list();
  }

  /** Those of a kind that are enabled, of all hubs. */
  List<RuleState> enabled(Handle handle, AlertKind kind, Instant now) {
    return handle
        .createQuery(RULES + "WHERE r.kind = :kind AND r.enabled ORDER BY r.hub, r.name")
        .bind("kind", kind.wire())
        .bind("now", now)
        .map((row, _) -> state(row))
        .list();
  }

  Optional<RuleState> find(Handle handle, HubName hub, String name, Instant now) {
    return handle
        .createQuery(RULES + "WHERE r.hub = :hub AND r.name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .bind("now", now)
        .map((row, _) -> state(row))
        .findOne();
  }

  void save(Handle handle, HubName hub, AlertRule rule, String by, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO alert_rule (hub, name, kind, severity, condition, threshold, minutes,
              grouping_seconds, channels, enabled, changed_by, changed_at)
            VALUES (:hub, :name, :kind, :severity, :condition, :threshold, :minutes, :grouping,
              :channels, :enabled, :by, :now)
            ON CONFLICT (hub, name) DO UPDATE SET revision = nextval('alert_rule_revision'),
              kind = excluded.kind, severity = excluded.severity, condition = excluded.condition,
              threshold = excluded.threshold, minutes = excluded.minutes,
              grouping_seconds = excluded.grouping_seconds, channels = excluded.channels,
              enabled = excluded.enabled, changed_by = excluded.changed_by,
              changed_at = excluded.changed_at
            """)
        .bind("hub", hub.value())
        .bind("name", rule.name())
        .bind("kind", rule.kind().wire())
        .bind("severity", rule.severity().wire())
        .bind("condition", rule.condition())
        .bind("threshold", rule.threshold())
        .bind("minutes", rule.minutes())
        .bind("grouping", rule.grouping().toSeconds())
        .bindArray("channels", String.class, rule.channels())
        .bind("enabled", rule.enabled())
        .bind("by", by)
        .bind("now", now)
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, HubName hub, String name) {
    handle.execute("DELETE FROM alert_mute WHERE hub = ? AND rule = ?", hub.value(), name);
    return handle.execute("DELETE FROM alert_rule WHERE hub = ? AND name = ?", hub.value(), name)
        > 0;
  }

  private static RuleState state(ResultSet row) throws SQLException {
    return new RuleState(
        new HubName(row.getString("hub")),
        new AlertRule(
            row.getString("name"),
            AlertKind.of(row.getString("kind")).orElseThrow(),
            Severity.of(row.getString("severity")).orElseThrow(),
            row.getString("condition"),
            row.getInt("threshold"),
            row.getInt("minutes"),
            Duration.ofSeconds(row.getLong("grouping_seconds")),
            Arrays.asList((String[]) row.getArray("channels").getArray()),
            row.getBoolean("enabled")),
        row.getLong("revision"),
        row.getString("changed_by"),
        AlertStore.time(row.getTimestamp("until")));
  }
}
