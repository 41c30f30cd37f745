package dev.homeport.app.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The SQL of {@code account_session}. Thread-safe. */
final class SessionStore {

  /** A session with its account as it is now. */
  record Stored(UUID id, Account account) {}

  /** How a session looks to its owner. */
  record Row(
      UUID id,
      String remoteAddress,
      String userAgent,
      Instant createdAt,
      Instant lastSeenAt,
      Instant expiresAt) {}

  /** How exactly the last use is kept, so that not every call writes. */
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

  private final Jdbi jdbi;

  SessionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps a new session, and drops old ones while it is at it. */
  void insert(
      UUID id,
      byte[] tokenHash,
      String userName,
      String remoteAddress,
      String userAgent,
      Instant now,
      Instant expiresAt) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM account_session WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO account_session
                    (id, user_name, token_hash, remote_address, user_agent, created_at,
                     last_seen_at, expires_at)
                  VALUES (:id, :name, :hash, :address, :agent, :now, :now, :expiresAt)
                  """)
              .bind("id", id)
              .bind("name", userName)
              .bind("hash", tokenHash)
              .bind("address", remoteAddress)
              .bind("agent", userAgent)
              .bind("now", now)
              .bind("expiresAt", expiresAt)
              .execute();
          handle
              .createUpdate("UPDATE account SET last_sign_in_at = :now WHERE user_name = :name")
              .bind("now", now)
              .bind("name", userName)
              .execute();
        });
  }

  /** The session whose renewal token has this hash, while it lasts and its account is enabled. */
  Optional<Stored> byToken(byte[] tokenHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT s.id, "
                        + AccountStore.COLUMNS
                        + """
                        FROM account_session s JOIN account a ON a.user_name = s.user_name
                        WHERE s.token_hash = :hash AND s.expires_at > :now AND a.enabled
                        """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .map(
                    (row, _) ->
                        new Stored(row.getObject("id", UUID.class), AccountStore.account(row)))
                .findOne());
  }

  /** Whether a session lasts and its account is enabled; notes that it was used. */
  boolean isAlive(UUID id, Instant now) {
    return jdbi.withHandle(
        handle -> {
          Optional<Instant> seen =
              handle
                  .createQuery(
                      """
                      SELECT s.last_seen_at
                      FROM account_session s JOIN account a ON a.user_name = s.user_name
                      WHERE s.id = :id AND s.expires_at > :now AND a.enabled
                      """)
                  .bind("id", id)
                  .bind("now", now)
                  .map((row, _) -> row.getTimestamp(1).toInstant())
                  .findOne();
          if (seen.isPresent() && seen.get().isBefore(now.minus(BETWEEN_NOTES))) {
            handle
                .createUpdate("UPDATE account_session SET last_seen_at = :now WHERE id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
          }
          return seen.isPresent();
        });
  }

  /** Those of an account, the latest first. */
  List<Row> of(String userName, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, remote_address, user_agent, created_at, last_seen_at, expires_at
                    FROM account_session WHERE user_name = :name AND expires_at > :now
                    ORDER BY created_at DESC
                    """)
                .bind("name", userName)
                .bind("now", now)
                .map(
                    (row, _) ->
                        new Row(
                            row.getObject("id", UUID.class),
                            row.getString("remote_address"),
                            row.getString("user_agent"),
                            row.getTimestamp("created_at").toInstant(),
                            row.getTimestamp("last_seen_at").toInstant(),
                            row.getTimestamp("expires_at").toInstant()))
                .list());
  }

  /** Whether there was such a session of the account. */
  boolean delete(String userName, UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "DELETE FROM account_session WHERE user_name = :name AND id = :id")
                    .bind("name", userName)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  /** Ends those of an account, but one, in the transaction of what makes that necessary. */
  static void deleteOthers(Handle handle, String userName, @Nullable UUID kept) {
    handle
        .createUpdate(
            """
            DELETE FROM account_session
            WHERE user_name = :name AND id IS DISTINCT FROM CAST(:kept AS uuid)
            """)
        .bind("name", userName)
        .bind("kept", kept)
        .execute();
  }
}
