package dev.homeport.insight;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL that makes minutes of values and hours of minutes. */
final class RollUpStore {

  /** Held in common by those who add values, and alone by who closes minutes. */
  static final long LOCK = 0x686f6d65_726f6c6cL;

  /**
   * How far minutes and hours are made.
   *
   * @param closedUntil values from before it are late
   * @param minutesUntil there are minutes before it
   * @param hoursUntil there are hours before it
   */
  record Progress(Instant closedUntil, Instant minutesUntil, Instant hoursUntil) {}

  /** A minute to be made again. */
  record LateMinute(long seriesId, Instant minute) {}

  Progress progress(Handle handle) {
    return handle
        .createQuery("SELECT closed_until, minutes_until, hours_until FROM metric_roll_up")
        .map(
            (row, _) ->
                new Progress(
                    row.getTimestamp(1).toInstant(),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3).toInstant()))
        .one();
  }

  /** From the end of this transaction on, whoever adds values from before {@code until} knows. */
  void close(Handle handle, Instant until) {
    handle
        .createQuery("SELECT CAST(pg_advisory_xact_lock(:lock) AS text)")
        .bind("lock", LOCK)
        .mapTo(String.class)
        .one();
    handle
        .createUpdate("UPDATE metric_roll_up SET closed_until = greatest(closed_until, :until)")
        .bind("until", until)
        .execute();
  }

  /** Makes the minutes from {@code from} to {@code until}. */
  void makeMinutes(Handle handle, Instant from, Instant until) {
    handle
        .createUpdate(
            """
            INSERT INTO metric_minute (series_id, at, count, sum, low, high)
            SELECT series_id, date_trunc('minute', at, 'UTC'), count(*), sum(value), min(value), max(value)
            FROM metric_value WHERE at >= :from AND at < :until
            GROUP BY 1, 2
            ON CONFLICT (series_id, at) DO UPDATE
              SET count = EXCLUDED.count, sum = EXCLUDED.sum, low = EXCLUDED.low, high = EXCLUDED.high
            """)
        .bind("from", from)
        .bind("until", until)
        .execute();
    handle
        .createUpdate("UPDATE metric_roll_up SET minutes_until = greatest(minutes_until, :until)")
        .bind("until", until)
        .execute();
  }

  /** Makes the hours from {@code from} to {@code until}. */
  void makeHours(Handle handle, Instant from, Instant until) {
    handle
        .createUpdate(
            """
            INSERT INTO metric_hour (series_id, at, count, sum, low, high)
            SELECT series_id, date_trunc('hour', at, 'UTC'), sum(count), sum(sum), min(low), max(high)
            FROM metric_minute WHERE at >= :from AND at < :until
            GROUP BY 1, 2
            ON CONFLICT (series_id, at) DO UPDATE
              SET count = EXCLUDED.count, sum = EXCLUDED.sum, low = EXCLUDED.low, high = EXCLUDED.high
            """)
        .bind("from", from)
        .bind("until", until)
        .execute();
    handle
        .createUpdate("UPDATE metric_roll_up SET hours_until = greatest(hours_until, :until)")
        .bind("until", until)
        .execute();
  }

  /** Takes up to {@code most} marks of minutes before {@code until}. */
  List<LateMinute> takeLate(Handle handle, Instant until, int most) {
    return handle
        .createQuery(
            """
            DELETE FROM metric_late l
            USING (SELECT series_id, minute FROM metric_late WHERE minute < :until
                   ORDER BY series_id, minute LIMIT :most FOR UPDATE) t
            WHERE l.series_id = t.series_id AND l.minute = t.minute
            RETURNING l.series_id, l.minute
            """)
        .bind("until", until)
        .bind("most", most)
        .map((row, _) -> new LateMinute(row.getLong(1), row.getTimestamp(2).toInstant()))
        .list();
  }

  /** Makes these minutes again, and those of their hours that are before {@code hoursUntil}. */
  void remakeLate(Handle handle, List<LateMinute> late, Instant hoursUntil) {
    NumberArray ids = NumberArray.longs(late, LateMinute::seriesId);
    NumberArray seconds = NumberArray.longs(late, l -> l.minute().getEpochSecond());
    handle
        .createUpdate(
            """
            INSERT INTO metric_minute (series_id, at, count, sum, low, high)
            SELECT m.series_id, m.minute, v.count, v.sum, v.low, v.high
            FROM (SELECT id AS series_id, TIMESTAMPTZ 'epoch' + seconds * INTERVAL '1 second' AS minute
                  FROM unnest(:ids, :seconds) AS u (id, seconds)) m
            CROSS JOIN LATERAL (
              SELECT count(*) AS count, sum(value) AS sum, min(value) AS low, max(value) AS high
              FROM metric_value v
              WHERE v.series_id = m.series_id
                AND v.at >= m.minute AND v.at < m.minute + INTERVAL '1 minute') v
            WHERE v.count > 0
            ON CONFLICT (series_id, at) DO UPDATE
              SET count = EXCLUDED.count, sum = EXCLUDED.sum, low = EXCLUDED.low, high = EXCLUDED.high
            """)
        .bind("ids", ids)
        .bind("seconds", seconds)
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO metric_hour (series_id, at, count, sum, low, high)
            SELECT h.series_id, h.hour, v.count, v.sum, v.low, v.high
            FROM (SELECT DISTINCT id AS series_id,
                         date_trunc('hour', TIMESTAMPTZ 'epoch' + seconds * INTERVAL '1 second', 'UTC')
                           AS hour
                  FROM unnest(:ids, :seconds) AS u (id, seconds)) h
            CROSS JOIN LATERAL (
              SELECT sum(count) AS count, sum(sum) AS sum, min(low) AS low, max(high) AS high
              FROM metric_minute v
              WHERE v.series_id = h.series_id
                AND v.at >= h.hour AND v.at < h.hour + INTERVAL '1 hour') v
            WHERE h.hour < :hoursUntil AND v.count > 0
            ON CONFLICT (series_id, at) DO UPDATE
              SET count = EXCLUDED.count, sum = EXCLUDED.sum, low = EXCLUDED.low, high = EXCLUDED.high
            """)
        .bind("ids", ids)
        .bind("seconds", seconds)
        .bind("hoursUntil", hoursUntil)
        .execute();
  }
}
