package dev.homeport.alert;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of the tables {@code alert}, {@code alert_mute} and {@code alert_notification}. */
final class AlertStore {

  /** The most subjects that a message names. */
  static final int NAMED = 20;

  private static final String ALERTS =
      """
      SELECT a.id, a.rule, a.kind, a.severity, a.subject, a.message, a.opened_at,
        a.acknowledged_at, a.acknowledged_by, a.resolved_at, m.until
      FROM alert a
      LEFT JOIN LATERAL (SELECT max(until) AS until FROM alert_mute
        WHERE hub = a.hub AND rule = a.rule AND subject IN (a.subject, '') AND until > :now) m
        ON true
      WHERE a.hub = :hub
      """;

  /**
   * Opens alerts of a rule; those that are open stay as they are.
   *
   * @param messages what to say of each subject
   * @return how many were opened
   */
  int open(Handle handle, RuleState state, Map<String, String> messages, Instant now) {
    AlertRule rule = state.rule();
    List<String> subjects = List.copyOf(messages.keySet());
    List<String> loud = new ArrayList<>();
    int opened = 0;
    for (Map.Entry<String, Boolean> subject :
        handle
            .createQuery(
                """
                WITH opened AS (
                  INSERT INTO alert (hub, rule, kind, severity, subject, message, opened_at)
                  SELECT :hub, :rule, :kind, :severity, u.subject, u.message, :now
                  FROM unnest(:subjects, :messages) AS u (subject, message)
                  ON CONFLICT (hub, rule, subject) WHERE resolved_at IS NULL DO NOTHING
                  RETURNING subject)
                SELECT o.subject, EXISTS (SELECT FROM alert_mute m
                  WHERE m.hub = :hub AND m.rule = :rule AND m.subject IN (o.subject, '')
                    AND m.until > :now) AS muted
                FROM opened o ORDER BY o.subject
                """)
            .bind("hub", state.hub().value())
            .bind("rule", rule.name())
            .bind("kind", rule.kind().wire())
            .bind("severity", rule.severity().wire())
            .bind("now", now)
            .bindArray("subjects", String.class, subjects)
            .bindArray("messages", String.class, subjects.stream().map(messages::get).toList())
            .map((row, _) -> Map.entry(row.getString(1), row.getBoolean(2)))
            .list()) {
      opened++;
      if (!subject.getValue()) {
        loud.add(subject.getKey());
      }
    }
    if (!loud.isEmpty()) {
      announce(handle, state, loud, messages, now);
    }
    return opened;
  }

  /** Has alerts join the messages about the rule that were not tried yet. */
  private static void announce(
      Handle handle,
      RuleState state,
      List<String> subjects,
      Map<String, String> messages,
      Instant now) {
    AlertRule rule = state.rule();
    List<String> named = subjects.stream().limit(NAMED).toList();
    for (String channel : rule.channels()) {
      handle
          .createUpdate(
              """
              INSERT INTO alert_notification AS n (hub, rule, channel, kind, severity, opened_at,
                due_at, alerts, subjects, messages)
              VALUES (:hub, :rule, :channel, :kind, :severity, :now, :due, :alerts, :subjects,
                :messages)
              ON CONFLICT (hub, rule, channel) WHERE attempts = 0 DO UPDATE
                SET alerts = n.alerts + excluded.alerts,
                    subjects = (n.subjects || excluded.subjects)[1 : 20],
                    messages = (n.messages || excluded.messages)[1 : 20]
              """)
          .bind("hub", state.hub().value())
          .bind("rule", rule.name())
          .bind("channel", channel)
          .bind("kind", rule.kind().wire())
          .bind("severity", rule.severity().wire())
          .bind("now", now)
          .bind("due", now.plus(rule.grouping()))
          .bind("alerts", (long) subjects.size())
          .bindArray("subjects", String.class, named)
          .bindArray("messages", String.class, named.stream().map(messages::get).toList())
          .execute();
    }
  }

  /** Ends open alerts of a rule about these subjects. */
  void resolve(Handle handle, RuleState state, Collection<String> subjects, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE alert SET resolved_at = :now
            WHERE hub = :hub AND rule = :rule AND subject = ANY(:subjects) AND resolved_at IS NULL
            """)
        .bind("hub", state.hub().value())
        .bind("rule", state.rule().name())
        .bind("now", now)
        .bindArray("subjects", String.class, subjects.toArray())
        .execute();
  }

  /** Ends open alerts of a kind about these subjects, of whatever rule. */
  void resolve(
      Handle handle, HubName hub, AlertKind kind, Collection<String> subjects, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE alert SET resolved_at = :now
            WHERE hub = :hub AND kind = :kind AND subject = ANY(:subjects) AND resolved_at IS NULL
            """)
        .bind("hub", hub.value())
        .bind("kind", kind.wire())
        .bind("now", now)
        .bindArray("subjects", String.class, subjects.toArray())
        .execute();
  }

  /** Ends all open alerts of a rule but those about these subjects. */
  void resolveOthers(Handle handle, RuleState state, Collection<String> subjects, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE alert SET resolved_at = :now
            WHERE hub = :hub AND rule = :rule AND NOT subject = ANY(:subjects)
              AND resolved_at IS NULL
            """)
        .bind("hub", state.hub().value())
        .bind("rule", state.rule().name())
        .bind("now", now)
        .bindArray("subjects", String.class, subjects.toArray())
        .execute();
  }

  /** Ends what is open of rules that are disabled or gone. */
  void resolveForgotten(Handle handle, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE alert a SET resolved_at = :now
            WHERE resolved_at IS NULL AND NOT EXISTS (SELECT FROM alert_rule r
              WHERE r.hub = a.hub AND r.name = a.rule AND r.kind = a.kind AND r.enabled)
            """)
        .bind("now", now)
        .execute();
  }

  void dropOld(Handle handle, Instant now, Duration retention) {
    handle.execute("DELETE FROM alert WHERE resolved_at < ?", now.minus(retention));
    handle.execute("DELETE FROM alert_mute WHERE until < ?", now);
  }

  List<Alert> page(
      Handle handle,
      HubName hub,
      AlertFilter filter,
      @Nullable Long before,
      int limit,
      Instant now) {
    StringBuilder sql = new StringBuilder(ALERTS).append(" AND ").append(filter.state().sql());
    sql.append(before == null ? "" : " AND a.id < :before");
    sql.append(filter.severity() == null ? "" : " AND a.severity = :severity");
    sql.append(filter.rule() == null ? "" : " AND a.rule = :rule");
    sql.append(filter.subject() == null ? "" : " AND a.subject = :subject");
    Query query =
        handle
            .createQuery(sql.append(" ORDER BY a.id DESC LIMIT :limit").toString())
            .bind("hub", hub.value())
            .bind("now", now)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before);
    }
    if (filter.severity() != null) {
      query.bind("severity", filter.severity().wire());
    }
    if (filter.rule() != null) {
      query.bind("rule", filter.rule());
    }
    if (filter.subject() != null) {
      query.bind("subject", filter.subject());
    }
    return query.map((row, _) -> alert(row)).list();
  }

  Map<Severity, Long> unseen(Handle handle, HubName hub) {
    return handle
        .createQuery(
            """
            SELECT severity, count(*) FROM alert
            WHERE hub = :hub AND resolved_at IS NULL AND acknowledged_at IS NULL
            GROUP BY severity
            """)
        .bind("hub", hub.value())
        .map((row, _) -> Map.entry(Severity.of(row.getString(1)).orElseThrow(), row.getLong(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<Alert> find(Handle handle, HubName hub, long id, Instant now) {
    return handle
        .createQuery(ALERTS + " AND a.id = :id")
        .bind("hub", hub.value())
        .bind("now", now)
        .bind("id", id)
        .map((row, _) -> alert(row))
        .findOne();
  }

  void acknowledge(Handle handle, HubName hub, long id, String by, Instant now) {
    handle.execute(
        """
        UPDATE alert SET acknowledged_at = ?, acknowledged_by = ?
        WHERE hub = ? AND id = ? AND acknowledged_at IS NULL
        """,
        now,
        by,
        hub.value(),
        id);
  }

  /** Until the past: no longer. */
  void mute(Handle handle, HubName hub, String rule, String subject, Instant until, String by) {
    handle.execute(
        """
        INSERT INTO alert_mute (hub, rule, subject, until, muted_by) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (hub, rule, subject)
        DO UPDATE SET until = excluded.until, muted_by = excluded.muted_by
        """,
        hub.value(),
        rule,
        subject,
        until,
        by);
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong("id"),
        row.getString("rule"),
        AlertKind.of(row.getString("kind")).orElseThrow(),
        Severity.of(row.getString("severity")).orElseThrow(),
        row.getString("subject"),
        row.getString("message"),
        row.getTimestamp("opened_at").toInstant(),
        time(row.getTimestamp("acknowledged_at")),
        row.getString("acknowledged_by"),
        time(row.getTimestamp("resolved_at")),
        time(row.getTimestamp("until")));
  }

  static @Nullable Instant time(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
