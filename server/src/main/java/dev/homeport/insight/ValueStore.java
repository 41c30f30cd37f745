package dev.homeport.insight;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL that adds values: the tables {@code metric_value} and {@code metric_late}. */
final class ValueStore {

  /** A value on its way into the table. */
  record Value(long seriesId, Sample sample) {}

  /**
   * Begins to add values: until the transaction ends, {@link RollUpStore#close} waits.
   *
   * @return the time before which values are late
   */
  Instant enter(Handle handle) {
    handle
        .createQuery("SELECT CAST(pg_advisory_xact_lock_shared(:lock) AS text)")
        .bind("lock", RollUpStore.LOCK)
        .mapTo(String.class)
        .one();
    return handle.createQuery("SELECT closed_until FROM metric_roll_up").mapTo(Instant.class).one();
  }

  /** Adds values; of those with the same series and time, the first counts. */
  void insert(Handle handle, List<Value> values) {
    handle
        .createUpdate(
            """
            INSERT INTO metric_value (series_id, at, value)
            SELECT id, TIMESTAMPTZ 'epoch' + micros * INTERVAL '1 microsecond', value
            FROM unnest(:ids, :times, :values) AS u (id, micros, value)
            ON CONFLICT DO NOTHING
            """)
        .bind("ids", NumberArray.longs(values, Value::seriesId))
        .bind("times", NumberArray.longs(values, v -> v.sample().at()))
        .bind("values", NumberArray.doubles(values, v -> v.sample().value()))
        .execute();
  }

  /**
   * Has the minutes of these values made again. The update of a mark that is there makes {@link
   * RollUpStore#remakeLate} wait for this transaction.
   */
  void markLate(Handle handle, List<Value> values) {
    handle
        .createUpdate(
            """
            INSERT INTO metric_late (series_id, minute)
            SELECT DISTINCT id,
                   date_trunc('minute', TIMESTAMPTZ 'epoch' + micros * INTERVAL '1 microsecond', 'UTC')
            FROM unnest(:ids, :times) AS u (id, micros)
            ORDER BY 1, 2
            ON CONFLICT (series_id, minute) DO UPDATE SET marks = metric_late.marks + 1
            """)
        .bind("ids", NumberArray.longs(values, Value::seriesId))
        .bind("times", NumberArray.longs(values, v -> v.sample().at()))
        .execute();
  }
}
