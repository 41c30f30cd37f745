package dev.homeport.onboarding;

import dev.homeport.webhook.Webhook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of status messages and of those who get them. */
final class StatusStore {

  private static final String HOOKS = "SELECT name, url, secret, events, enabled FROM status_hook ";

  private static final String DELIVERIES =
      """
      SELECT id, hook, event, serial, body, created_at, state, attempts, next_at, last_error,
             delivered_at
      FROM status_delivery
      """;

  List<StatusHook> hooks(Handle handle) {
    return handle.createQuery(HOOKS + "ORDER BY name").map((row, _) -> hook(row)).list();
  }

  Optional<StatusHook> hook(Handle handle, String name) {
    return handle
        .createQuery(HOOKS + "WHERE name = :name")
        .bind("name", name)
        .map((row, _) -> hook(row))
        .findOne();
  }

  void save(Handle handle, StatusHook hook, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO status_hook (name, url, secret, events, enabled, created_at)
            VALUES (:name, :url, :secret, :events, :enabled, :now)
            ON CONFLICT (name) DO UPDATE SET url = excluded.url, secret = excluded.secret,
              events = excluded.events, enabled = excluded.enabled
            """)
        .bind("name", hook.name())
        .bind("url", hook.to().url().toString())
        .bind("secret", hook.to().secret().reveal())
        .bindArray("events", String.class, hook.events().stream().map(StatusEvent::wire).toList())
        .bind("enabled", hook.enabled())
        .bind("now", now)
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, String name) {
    return handle.execute("DELETE FROM status_hook WHERE name = ?", name) > 0;
  }

  /** Notes a message for each program that is told of such an event. */
  void tell(Handle handle, StatusEvent event, String serial, String body, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO status_delivery (id, hook, event, serial, body, created_at, next_at)
            SELECT gen_random_uuid(), name, :event, :serial, :body, :now, :now
            FROM status_hook WHERE enabled AND :event = ANY (events)
            """)
        .bind("event", event.wire())
        .bind("serial", serial)
        .bind("body", body)
        .bind("now", now)
        .execute();
  }

  List<StatusDelivery> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            DELIVERIES + "WHERE state = 'due' AND next_at <= :now ORDER BY next_at LIMIT :limit")
        .bind("now", now)
        .bind("limit", limit)
        .map((row, _) -> delivery(row))
        .list();
  }

  /** The latest messages to a program. */
  List<StatusDelivery> of(
      Handle handle, String hook, StatusDelivery.@Nullable State state, int limit) {
    return handle
        .createQuery(
            DELIVERIES
                + """
                WHERE hook = :hook AND (CAST(:state AS text) IS NULL OR state = :state)
                ORDER BY created_at DESC, id LIMIT :limit
                """)
        .bind("hook", hook)
        .bind("state", state == null ? null : state.wire())
        .bind("limit", limit)
        .map((row, _) -> delivery(row))
        .list();
  }

  void delivered(Handle handle, UUID id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE status_delivery SET state = 'delivered', attempts = attempts + 1,
              delivered_at = :now, last_error = NULL
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /**
   * @param next the next attempt; null when there is none
   */
  void failed(Handle handle, UUID id, String error, @Nullable Instant next) {
    handle
        .createUpdate(
            """
            UPDATE status_delivery SET attempts = attempts + 1, last_error = :error,
              state = CASE WHEN CAST(:next AS timestamptz) IS NULL THEN 'dead' ELSE 'due' END,
              next_at = coalesce(CAST(:next AS timestamptz), next_at)
            WHERE id = :id AND state = 'due'
            """)
        .bind("id", id)
        .bind("error", error)
        .bind("next", next)
        .execute();
  }

  /**
   * Has messages sent again, with all their attempts.
   *
   * @param id the only one; null: all that are dead
   * @return how many
   */
  int replay(Handle handle, String hook, @Nullable UUID id, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE status_delivery
            SET state = 'due', attempts = 0, next_at = :now, delivered_at = NULL
            WHERE hook = :hook AND state <> 'due'
              AND (id = CAST(:id AS uuid) OR (CAST(:id AS uuid) IS NULL AND state = 'dead'))
            """)
        .bind("hook", hook)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  void dropOld(Handle handle, Instant now, Duration kept) {
    handle
        .createUpdate("DELETE FROM status_delivery WHERE state <> 'due' AND created_at < :before")
        .bind("before", now.minus(kept))
        .execute();
  }

  private static StatusHook hook(ResultSet row) throws SQLException {
    return new StatusHook(
        row.getString("name"),
        Webhook.of(row.getString("url"), row.getString("secret")),
        Arrays.stream((String[]) row.getArray("events").getArray())
            .map(event -> StatusEvent.of(event).orElseThrow())
            .collect(Collectors.toSet()),
        row.getBoolean("enabled"));
  }

  private static StatusDelivery delivery(ResultSet row) throws SQLException {
    Timestamp delivered = row.getTimestamp("delivered_at");
    return new StatusDelivery(
        row.getObject("id", UUID.class),
        row.getString("hook"),
        StatusEvent.of(row.getString("event")).orElseThrow(),
        row.getString("serial"),
        row.getString("body"),
        row.getTimestamp("created_at").toInstant(),
        StatusDelivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        row.getTimestamp("next_at").toInstant(),
        row.getString("last_error"),
        delivered == null ? null : delivered.toInstant());
  }
}
