package dev.homeport.access;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of failures. A key is any text; the table holds its SHA-256. */
final class FailureStore {

  /**
   * @param count in a row
   */
  record Failures(int count, Instant last) {}

  /** Lets one transaction at a time judge somebody, whether there is a row or not. */
  void takeTurns(Handle handle, String key) {
    handle
        .createQuery(
            "SELECT CAST(pg_advisory_xact_lock(hashtextextended('failure/' || :key, 0)) AS text)")
        .bind("key", key)
        .mapTo(String.class)
        .one();
  }

  Optional<Failures> find(Handle handle, String key, Instant after) {
    return handle
        .createQuery(
            """
            SELECT failures, last_at FROM failed_attempt
            WHERE key = sha256(convert_to(:key, 'UTF8')) AND last_at > :after
            """)
        .bind("key", key)
        .bind("after", after)
        .map((row, _) -> new Failures(row.getInt(1), row.getTimestamp(2).toInstant()))
        .findOne();
  }

  /**
   * @param after what was before that does not count any more
   */
  void add(Handle handle, String key, Instant now, Instant after) {
    handle
        .createUpdate(
            """
            INSERT INTO failed_attempt AS f (key, failures, last_at)
            VALUES (sha256(convert_to(:key, 'UTF8')), 1, :now)
            ON CONFLICT (key) DO UPDATE SET
              failures = CASE WHEN f.last_at > :after THEN f.failures + 1 ELSE 1 END,
              last_at = excluded.last_at
            """)
        .bind("key", key)
        .bind("now", now)
        .bind("after", after)
        .execute();
  }

  void delete(Handle handle, String key) {
    handle
        .createUpdate("DELETE FROM failed_attempt WHERE key = sha256(convert_to(:key, 'UTF8'))")
        .bind("key", key)
        .execute();
  }

  /** Deletes what was until {@code before}, and of the rest all but the {@code most} latest. */
  void deleteOld(Handle handle, Instant before, int most) {
    handle
        .createUpdate(
            """
            DELETE FROM failed_attempt WHERE key IN (
              SELECT key FROM failed_attempt
              WHERE last_at <= greatest(:before, (
                SELECT last_at FROM failed_attempt ORDER BY last_at DESC OFFSET :most LIMIT 1))
              FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
