package dev.homeport.app.account;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The SQL of {@code account} and {@code account_session}. Thread-safe. */
final class AccountStore {

  /** An account with its hash. */
  record Stored(Account account, String passwordHash) {}

  private final Jdbi jdbi;

  AccountStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Stored> find(String userName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT user_name, role, password_hash FROM account WHERE user_name = :name")
                .bind("name", userName)
                .map(
                    (row, _) ->
                        new Stored(
                            new Account(row.getString(1), row.getString(2)), row.getString(3)))
                .findOne());
  }

  /** Whether there was no account of this name. */
  boolean insert(Account account, String passwordHash) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO account (user_name, password_hash, role)
                        VALUES (:name, :hash, :role) ON CONFLICT (user_name) DO NOTHING
                        """)
                    .bind("name", account.userName())
                    .bind("hash", passwordHash)
                    .bind("role", account.role())
                    .execute()
                > 0);
  }

  /** Keeps a new session, and drops old ones while it is at it. */
  void insertSession(byte[] tokenHash, String userName, Instant now, Instant expiresAt) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM account_session WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO account_session (token_hash, user_name, created_at, expires_at)
                  VALUES (:hash, :name, :now, :expiresAt)
                  """)
              .bind("hash", tokenHash)
              .bind("name", userName)
              .bind("now", now)
              .bind("expiresAt", expiresAt)
              .execute();
        });
  }

  Optional<Account> session(byte[] tokenHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.user_name, a.role
                    FROM account_session s JOIN account a ON a.user_name = s.user_name
                    WHERE s.token_hash = :hash AND s.expires_at > :now
                    """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .map((row, _) -> new Account(row.getString(1), row.getString(2)))
                .findOne());
  }

  void deleteSession(byte[] tokenHash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM account_session WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .execute());
  }
}
