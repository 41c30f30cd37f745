package dev.homeport.onboarding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of claim codes. */
final class ClaimStore {

  /** A code as it is kept. */
  record Row(
      String serial,
      byte[] hash,
      String madeBy,
      Instant madeAt,
      Instant expiresAt,
      int attempts,
      @Nullable Instant usedAt) {}

  private static final String SELECT =
      """
      SELECT serial, hash, made_by, made_at, expires_at, attempts, used_at FROM claim_code
      """;

  /** Makes the code of a record, in the place of an earlier one; false when its id is taken. */
  boolean save(
      Handle handle,
      String serial,
      ClaimCode code,
      byte[] hash,
      String by,
      Instant now,
      Instant expiresAt) {
    delete(handle, serial);
    return handle
            .createUpdate(
                """
                INSERT INTO claim_code (serial, code_id, hash, made_by, made_at, expires_at)
                VALUES (:serial, :id, :hash, :by, :now, :expiresAt)
                ON CONFLICT (code_id) DO NOTHING
                """)
            .bind("serial", serial)
            .bind("id", code.id())
            .bind("hash", hash)
            .bind("by", by)
            .bind("now", now)
            .bind("expiresAt", expiresAt)
            .execute()
        > 0;
  }

  /** The code with an id; nobody else tries it until the transaction ends. */
  Optional<Row> lock(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "WHERE code_id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, _) -> map(row))
        .findOne();
  }

  Optional<Row> ofRecord(Handle handle, String serial) {
    return handle
        .createQuery(SELECT + "WHERE lower(serial) = lower(:serial)")
        .bind("serial", serial)
        .map((row, _) -> map(row))
        .findOne();
  }

  void countAttempt(Handle handle, String id) {
    handle
        .createUpdate("UPDATE claim_code SET attempts = attempts + 1 WHERE code_id = :id")
        .bind("id", id)
        .execute();
  }

  void use(Handle handle, String id, Instant now) {
    handle
        .createUpdate("UPDATE claim_code SET used_at = :now WHERE code_id = :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, String serial) {
    return handle
            .createUpdate("DELETE FROM claim_code WHERE lower(serial) = lower(:serial)")
            .bind("serial", serial)
            .execute()
        > 0;
  }

  private static Row map(ResultSet row) throws SQLException {
    Timestamp usedAt = row.getTimestamp("used_at");
    return new Row(
        row.getString("serial"),
        row.getBytes("hash"),
        row.getString("made_by"),
        row.getTimestamp("made_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getInt("attempts"),
        usedAt == null ? null : usedAt.toInstant());
  }
}
