package dev.homeport.app.account;

import dev.homeport.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The SQL of {@code account}. Thread-safe. */
final class AccountStore {

  static final String COLUMNS =
      """
      a.user_name, a.role, a.device_group, a.enabled, a.must_change_password,
      a.issuer IS NULL AS local, a.created_at, a.last_sign_in_at
      """;

  /** An account with its hash; "" for one without a password. */
  record Stored(Account account, String passwordHash) {}

  private final Jdbi jdbi;

  AccountStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("user_name"),
        Role.of(row.getString("role")).orElseThrow(),
        row.getString("device_group"),
        row.getBoolean("enabled"),
        row.getBoolean("must_change_password"),
        row.getBoolean("local"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("last_sign_in_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /** The account that signs in under this name, in whatever case. */
  Optional<Stored> find(String userName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + """
                        , coalesce(a.password_hash, '') AS password_hash
                        FROM account a WHERE lower(a.user_name) = lower(:name)
                        """)
                .bind("name", userName)
                .map((row, _) -> new Stored(account(row), row.getString("password_hash")))
                .findOne());
  }

  Optional<Account> lock(Handle handle, String userName) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM account a WHERE a.user_name = :name FOR UPDATE OF a")
        .bind("name", userName)
        .map((row, _) -> account(row))
        .findOne();
  }

  /** The account of somebody at an identity provider. */
  Optional<Account> bySubject(Handle handle, String issuer, String subject) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM account a WHERE a.issuer = :issuer AND a.subject = :subject")
        .bind("issuer", issuer)
        .bind("subject", subject)
        .map((row, _) -> account(row))
        .findOne();
  }

  void insertVouched(Handle handle, String userName, Vouched vouched, Role role, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO account (user_name, role, device_group, issuer, subject, created_at)
            VALUES (:name, :role, :group, :issuer, :subject, :now)
            """)
        .bind("name", userName)
        .bind("role", role.wire())
        .bind("group", vouched.group())
        .bind("issuer", vouched.issuer())
        .bind("subject", vouched.subject())
        .bind("now", now)
        .execute();
  }

  /** All by name. */
  List<Account> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM account a ORDER BY lower(a.user_name)")
                .map((row, _) -> account(row))
                .list());
  }

  /** How many there are; nobody changes an account until the transaction is over. */
  long countLocked(Handle handle) {
    handle.execute("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE");
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one();
  }

  /** How many may sign in and are admins. */
  long admins(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM account WHERE role = 'admin' AND enabled")
        .mapTo(Long.class)
        .one();
  }

  /** Whether there was no account of this name. */
  boolean insert(Handle handle, Account account, String passwordHash) {
    return handle
            .createUpdate(
                """
                INSERT INTO account
                  (user_name, password_hash, role, device_group, must_change_password, created_at)
                VALUES (:name, :hash, :role, :group, :mustChange, :createdAt)
                ON CONFLICT DO NOTHING
                """)
            .bind("name", account.userName())
            .bind("hash", passwordHash)
            .bind("role", account.role().wire())
            .bind("group", account.group())
            .bind("mustChange", account.mustChangePassword())
            .bind("createdAt", account.createdAt())
            .execute()
        > 0;
  }

  void update(Handle handle, String userName, Role role, @Nullable String group, boolean enabled) {
    handle
        .createUpdate(
            """
            UPDATE account SET role = :role, device_group = :group, enabled = :enabled
            WHERE user_name = :name
            """)
        .bind("name", userName)
        .bind("role", role.wire())
        .bind("group", group)
        .bind("enabled", enabled)
        .execute();
  }

  void setPassword(Handle handle, String userName, String passwordHash, boolean mustChange) {
    handle
        .createUpdate(
            """
            UPDATE account SET password_hash = :hash, must_change_password = :mustChange
            WHERE user_name = :name
            """)
        .bind("name", userName)
        .bind("hash", passwordHash)
        .bind("mustChange", mustChange)
        .execute();
  }

  void delete(Handle handle, String userName) {
    handle
        .createUpdate("DELETE FROM account WHERE user_name = :name")
        .bind("name", userName)
        .execute();
  }
}
