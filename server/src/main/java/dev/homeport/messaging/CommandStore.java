package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The SQL of {@code device_message}. A message is free when nobody holds its lock: no session, or
 * one that is gone, and no token, or one whose time is over. Thread-safe.
 */
final class CommandStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private static final String OF_IDENTITY =
      " m.hub = :hub AND m.device_id = :deviceId AND m.module_id = :moduleId ";

  private static final String FREE =
      """
       (m.locked_until IS NULL OR m.locked_until <= :now)
       AND (m.lock_session IS NULL OR NOT EXISTS (
         SELECT 1 FROM session s
         WHERE s.hub = m.hub AND s.device_id = m.device_id AND s.module_id = m.module_id
           AND s.session_number = m.lock_session))
      """;

  private static final String NEWEST_SESSION =
      """
       NOT EXISTS (
         SELECT 1 FROM session s
         WHERE s.hub = :hub AND s.device_id = :deviceId AND s.module_id = :moduleId
           AND s.session_number > :session)
      """;

  private static final String COLUMNS =
      """
      m.id, m.hub, m.device_id, m.module_id, m.message_id, m.correlation_id, m.user_id,
      m.content_type, m.content_encoding, m.ack, m.properties, m.body, m.enqueued_at,
      m.expires_at, m.delivery_count, m.lock_token
      """;

  /** Locks the identity against concurrent senders, so that the queue's depth holds. */
  boolean lockIdentity(Handle handle, Identity identity) {
    return named(
            handle.createQuery(
                """
                SELECT 1 FROM identity
                WHERE hub = :hub AND device_id = :deviceId AND module_id = :moduleId
                FOR NO KEY UPDATE
                """),
            identity)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  boolean exists(Handle handle, Identity identity) {
    return named(
            handle.createQuery(
                """
                SELECT 1 FROM identity
                WHERE hub = :hub AND device_id = :deviceId AND module_id = :moduleId
                """),
            identity)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  int count(Handle handle, Identity identity) {
    return named(
            handle.createQuery("SELECT count(*) FROM device_message m WHERE" + OF_IDENTITY),
            identity)
        .mapTo(Integer.class)
        .one();
  }

  void insert(
      Handle handle, Identity identity, NewMessage message, Instant now, Instant expiresAt) {
    named(
            handle.createUpdate(
                """
                INSERT INTO device_message (
                  hub, device_id, module_id, message_id, correlation_id, user_id, content_type,
                  content_encoding, ack, properties, body, enqueued_at, expires_at)
                VALUES (
                  :hub, :deviceId, :moduleId, :messageId, :correlationId, :userId, :contentType,
                  :contentEncoding, :ack, :properties::jsonb, :body, :now, :expiresAt)
                """),
            identity)
        .bind("messageId", message.messageId())
        .bind("correlationId", message.correlationId())
        .bind("userId", message.userId())
        .bind("contentType", message.contentType())
        .bind("contentEncoding", message.contentEncoding())
        .bind("ack", message.ack().word())
        .bind("properties", json(message.properties()))
        .bind("body", message.body())
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** Takes the free messages whose time is over or that were delivered too often off the queue. */
  void dropDead(Handle handle, Identity identity, Instant now, int maxDeliveries) {
    settle(
        named(
            handle.createQuery(
                settling("WHERE" + OF_IDENTITY + "AND m.expires_at <= :now AND" + FREE)),
            identity),
        Settlement.EXPIRED,
        now);
    settle(
        named(
                handle.createQuery(
                    settling(
                        "WHERE"
                            + OF_IDENTITY
                            + "AND m.delivery_count >= :maxDeliveries AND"
                            + FREE)),
                identity)
            .bind("maxDeliveries", maxDeliveries),
        Settlement.DELIVERY_COUNT_EXCEEDED,
        now);
  }

  /** Drops up to {@code limit} expired messages of all hubs; other nodes may do the same. */
  int dropExpired(Handle handle, Instant now, int limit) {
    return settle(
        handle
            .createQuery(
                settling(
                    """
                    WHERE m.id IN (
                      SELECT m.id FROM device_message m
                      WHERE m.expires_at <= :now AND
                    """
                        + FREE
                        + " ORDER BY m.expires_at LIMIT :limit FOR UPDATE OF m SKIP LOCKED)"))
            .bind("limit", limit),
        Settlement.EXPIRED,
        now);
  }

  List<QueuedMessage> lockForSession(
      Handle handle, Identity identity, long session, int max, Instant now) {
    return named(
            handle.createQuery(
                """
                WITH taken AS (
                  SELECT m.id FROM device_message m WHERE
                """
                    + OF_IDENTITY
                    + "AND m.expires_at > :now AND"
                    + FREE
                    + "AND"
                    + NEWEST_SESSION
                    + """
                      ORDER BY m.id LIMIT :max FOR UPDATE OF m),
                    locked AS (
                      UPDATE device_message m
                      SET lock_session = :session, lock_token = NULL, locked_until = NULL,
                          delivery_count = m.delivery_count + 1
                      FROM taken WHERE m.id = taken.id
                      RETURNING
                    """
                    + COLUMNS
                    + ") SELECT * FROM locked ORDER BY id"),
            identity)
        .bind("now", now)
        .bind("session", session)
        .bind("max", max)
        .map((row, context) -> message(row))
        .list();
  }

  List<QueuedMessage> lockByToken(
      Handle handle, Identity identity, UUID token, Instant now, Instant until) {
    return named(
            handle.createQuery(
                """
                UPDATE device_message m
                SET lock_session = NULL, lock_token = :token, locked_until = :until,
                    delivery_count = m.delivery_count + 1
                WHERE m.id = (SELECT m.id FROM device_message m WHERE
                """
                    + OF_IDENTITY
                    + "AND m.expires_at > :now AND"
                    + FREE
                    + " ORDER BY m.id LIMIT 1 FOR UPDATE OF m) RETURNING "
                    + COLUMNS),
            identity)
        .bind("token", token)
        .bind("now", now)
        .bind("until", until)
        .map((row, context) -> message(row))
        .list();
  }

  /** Whether the message was still locked by this session, and this session is the newest. */
  boolean completeForSession(
      Handle handle, Identity identity, long row, long session, Instant now) {
    return settle(
            named(
                    handle.createQuery(
                        settling(
                            "WHERE"
                                + OF_IDENTITY
                                + "AND m.id = :row AND m.lock_session = :session AND"
                                + NEWEST_SESSION)),
                    identity)
                .bind("row", row)
                .bind("session", session),
            Settlement.COMPLETED,
            now)
        > 0;
  }

  /** Whether the token still held a lock. */
  boolean settleByToken(
      Handle handle, Identity identity, UUID token, Settlement settlement, Instant now) {
    return settle(
            named(
                    handle.createQuery(
                        settling(
                            "WHERE"
                                + OF_IDENTITY
                                + "AND m.lock_token = :token AND m.locked_until > :now")),
                    identity)
                .bind("token", token),
            settlement,
            now)
        > 0;
  }

  /** Whether the token still held a lock. */
  boolean abandonByToken(Handle handle, Identity identity, UUID token, Instant now) {
    return named(
                handle.createUpdate(
                    """
                    UPDATE device_message m
                    SET lock_token = NULL, locked_until = NULL
                    WHERE
                    """
                        + OF_IDENTITY
                        + "AND m.lock_token = :token AND m.locked_until > :now"),
                identity)
            .bind("token", token)
            .bind("now", now)
            .execute()
        > 0;
  }

  void giveBack(Handle handle, Identity identity, List<Long> rows, long session) {
    named(
            handle.createUpdate(
                """
                UPDATE device_message m
                SET lock_session = NULL, delivery_count = m.delivery_count - 1
                WHERE
                """
                    + OF_IDENTITY
                    + "AND m.id = ANY(:rows) AND m.lock_session = :session"),
            identity)
        .bindArray("rows", Long.class, rows)
        .bind("session", session)
        .execute();
  }

  int releaseSession(Handle handle, Identity identity, long session) {
    return named(
            handle.createUpdate(
                """
                UPDATE device_message m SET lock_session = NULL WHERE
                """
                    + OF_IDENTITY
                    + "AND m.lock_session = :session"),
            identity)
        .bind("session", session)
        .execute();
  }

  int purge(Handle handle, Identity identity, Instant now) {
    return settle(
        named(handle.createQuery(settling("WHERE" + OF_IDENTITY)), identity),
        Settlement.PURGED,
        now);
  }

  /** Deletes the messages of {@code condition}, tells whoever asked for feedback, and counts. */
  private static String settling(String condition) {
    return """
        WITH gone AS (
          DELETE FROM device_message m
        """
        + condition
        + """
          RETURNING m.hub, m.device_id, m.module_id, m.message_id, m.ack),
        told AS (
          INSERT INTO feedback (hub, device_id, device_generation_id, original_message_id,
                                status_code, description, enqueued_at)
          SELECT g.hub, g.device_id, i.generation_id, g.message_id, :status, :status, :now
          FROM gone g
          JOIN identity i
            ON i.hub = g.hub AND i.device_id = g.device_id AND i.module_id = g.module_id
          WHERE g.ack = ANY(:wantedBy))
        SELECT count(*) FROM gone
        """;
  }

  private static int settle(
      org.jdbi.v3.core.statement.Query query, Settlement settlement, Instant now) {
    return query
        .bind("status", settlement.statusCode())
        .bindArray("wantedBy", String.class, (Object[]) settlement.wantedBy())
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  private static <S extends SqlStatement<S>> S named(S statement, Identity identity) {
    return statement
        .bind("hub", identity.hub().value())
        .bind("deviceId", identity.deviceId().value())
        .bind("moduleId", identity.moduleColumn());
  }

  private static QueuedMessage message(ResultSet row) throws SQLException {
    return new QueuedMessage(
        row.getLong("id"),
        Identity.of(row.getString("hub"), row.getString("device_id"), row.getString("module_id")),
        row.getString("message_id"),
        row.getString("correlation_id"),
        row.getString("user_id"),
        row.getString("content_type"),
        row.getString("content_encoding"),
        Ack.of(row.getString("ack")),
        properties(row.getString("properties")),
        row.getTimestamp("enqueued_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getInt("delivery_count"),
        row.getObject("lock_token", UUID.class),
        row.getBytes("body"));
  }

  private static String json(Map<String, String> properties) {
    try {
      return JSON.writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> properties(String json) {
    try {
      return JSON.readValue(json, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
