package dev.homeport.health;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of thresholds. */
final class ThresholdStore {

  private static final String COLUMNS =
      """
      SELECT id, scope, scope_name, metric, direction, warning, critical, hysteresis, hold_ms,
             version, updated_at
      FROM health_threshold
      """;

  /** What changes whenever thresholds or groups do. */
  record Revision(
      long thresholds,
      long thresholdVersions,
      @Nullable Instant thresholdsAt,
      long groups,
      long groupVersions,
      @Nullable Instant groupsAt) {}

  Revision revision(Handle handle, HubName hub) {
    return handle
        .createQuery(
            """
            SELECT t.*, g.* FROM
              (SELECT count(*), coalesce(sum(version), 0), max(updated_at)
               FROM health_threshold WHERE hub = :hub) AS t (tn, tv, ta),
              (SELECT count(*), coalesce(sum(version), 0), max(updated_at)
               FROM device_group WHERE hub = :hub) AS g (gn, gv, ga)
            """)
        .bind("hub", hub.value())
        .map(
            (row, _) ->
                new Revision(
                    row.getLong("tn"),
                    row.getLong("tv"),
                    time(row, "ta"),
                    row.getLong("gn"),
                    row.getLong("gv"),
                    time(row, "ga")))
        .one();
  }

  /** All of a hub, by metric, the widest first. */
  List<Threshold> all(Handle handle, HubName hub) {
    return handle
        .createQuery(
            COLUMNS
                + """
                WHERE hub = :hub
                ORDER BY metric, array_position(ARRAY['default', 'model', 'group'], scope),
                         scope_name
                """)
        .bind("hub", hub.value())
        .map((row, _) -> threshold(row))
        .list();
  }

  Optional<Threshold> lock(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND id = :id FOR UPDATE")
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> threshold(row))
        .findOne();
  }

  /**
   * @return whether it was added: there was none for the same metric and scope
   */
  boolean insert(Handle handle, HubName hub, Threshold threshold) {
    return bind(
                handle.createUpdate(
                    """
                    INSERT INTO health_threshold
                      (id, hub, scope, scope_name, metric, direction, warning, critical,
                       hysteresis, hold_ms, version, updated_at)
                    VALUES (:id, :hub, :scope, :scopeName, :metric, :direction, :warning,
                            :critical, :hysteresis, :hold, :version, :updatedAt)
                    ON CONFLICT DO NOTHING
                    """),
                threshold)
            .bind("hub", hub.value())
            .bind("scope", threshold.scope().kind().word())
            .bind("scopeName", threshold.scope().name())
            .bind("metric", threshold.metric())
            .execute()
        > 0;
  }

  void update(Handle handle, Threshold threshold) {
    bind(
            handle.createUpdate(
                """
                UPDATE health_threshold
                SET direction = :direction, warning = :warning, critical = :critical,
                    hysteresis = :hysteresis, hold_ms = :hold, version = :version,
                    updated_at = :updatedAt
                WHERE id = :id
                """),
            threshold)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Threshold threshold) {
    Limits limits = threshold.limits();
    return statement
        .bind("id", threshold.id())
        .bind("direction", limits.direction().word())
        .bind("warning", limits.warning())
        .bind("critical", limits.critical())
        .bind("hysteresis", limits.hysteresis())
        .bind("hold", limits.hold().toMillis())
        .bind("version", threshold.version())
        .bind("updatedAt", threshold.updatedAt());
  }

  void delete(Handle handle, UUID id) {
    handle.createUpdate("DELETE FROM health_threshold WHERE id = :id").bind("id", id).execute();
  }

  /**
   * @return whether this hub begins now
   */
  boolean begin(Handle handle, HubName hub) {
    return handle
            .createUpdate("INSERT INTO health_begun (hub) VALUES (:hub) ON CONFLICT DO NOTHING")
            .bind("hub", hub.value())
            .execute()
        > 0;
  }

  private static Threshold threshold(ResultSet row) throws SQLException {
    return new Threshold(
        row.getObject("id", UUID.class),
        new ThresholdScope(
            ThresholdScope.Kind.of(row.getString("scope")), row.getString("scope_name")),
        row.getString("metric"),
        new Limits(
            Direction.of(row.getString("direction")),
            row.getObject("warning", Double.class),
            row.getObject("critical", Double.class),
            row.getDouble("hysteresis"),
            Duration.ofMillis(row.getLong("hold_ms"))),
        row.getLong("version"),
        row.getTimestamp("updated_at").toInstant());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
