package dev.homeport.app.account;

import dev.homeport.HubName;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The SQL of {@code api_token}. Thread-safe. */
final class ApiTokenStore {

  /** How exactly the last use is kept, so that not every call writes. */
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

  private static final String COLUMNS =
      "id, user_name, name, role, hub, created_at, expires_at, last_used_at";

  /** A token without what proves it. */
  record Row(
      UUID id,
      String userName,
      String name,
      Role role,
      @Nullable HubName hub,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  private final Jdbi jdbi;

  ApiTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether the owner had no token of this name. */
  boolean insert(Row row, byte[] tokenHash) {
    HubName hub = row.hub();
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO api_token
                          (id, user_name, name, role, hub, token_hash, created_at, expires_at)
                        VALUES (:id, :userName, :name, :role, :hub, :hash, :createdAt, :expiresAt)
                        ON CONFLICT (user_name, name) DO NOTHING
                        """)
                    .bind("id", row.id())
                    .bind("userName", row.userName())
                    .bind("name", row.name())
                    .bind("role", row.role().wire())
                    .bind("hub", hub == null ? null : hub.value())
                    .bind("hash", tokenHash)
                    .bind("createdAt", row.createdAt())
                    .bind("expiresAt", row.expiresAt())
                    .execute()
                > 0);
  }

  List<Row> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM api_token ORDER BY user_name, name")
                .map((row, _) -> row(row))
                .list());
  }

  List<Row> of(String userName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM api_token WHERE user_name = :name ORDER BY name")
                .bind("name", userName)
                .map((row, _) -> row(row))
                .list());
  }

  /** Whether there was such a token, of this person if one is named. */
  boolean delete(UUID id, @Nullable String userName) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM api_token
                        WHERE id = :id AND user_name = coalesce(:name, user_name)
                        """)
                    .bind("id", id)
                    .bind("name", userName)
                    .execute()
                > 0);
  }

  /** Whose token has this hash, while both last; notes that it was used. */
  Optional<Caller.Program> use(byte[] tokenHash, Instant now) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE api_token SET last_used_at = :now
                  WHERE token_hash = :hash AND expires_at > :now
                    AND coalesce(last_used_at, '-infinity') < :noted
                  """)
              .bind("hash", tokenHash)
              .bind("now", now)
              .bind("noted", now.minus(BETWEEN_NOTES))
              .execute();
          return handle
              .createQuery(
                  """
                  SELECT t.id, t.name, t.role, t.hub, a.user_name, a.role AS owner_role,
                         a.device_group
                  FROM api_token t JOIN account a ON a.user_name = t.user_name
                  WHERE t.token_hash = :hash AND t.expires_at > :now
                    AND a.enabled AND NOT a.must_change_password
                  """)
              .bind("hash", tokenHash)
              .bind("now", now)
              .map((row, _) -> program(row))
              .findOne();
        });
  }

  private static Caller.Program program(ResultSet row) throws SQLException {
    return new Caller.Program(
        row.getString("name"),
        row.getString("id"),
        row.getString("user_name"),
        Role.of(row.getString("role")).orElseThrow(),
        Role.of(row.getString("owner_role")).orElseThrow(),
        row.getString("device_group"),
        hub(row));
  }

  private static Row row(ResultSet row) throws SQLException {
    Timestamp used = row.getTimestamp("last_used_at");
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("user_name"),
        row.getString("name"),
        Role.of(row.getString("role")).orElseThrow(),
        hub(row),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        used == null ? null : used.toInstant());
  }

  private static @Nullable HubName hub(ResultSet row) throws SQLException {
    String hub = row.getString("hub");
    return hub == null ? null : new HubName(hub);
  }
}
