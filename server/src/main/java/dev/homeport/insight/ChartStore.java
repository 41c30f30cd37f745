package dev.homeport.insight;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** SQL that reads history. */
final class ChartStore {

  /**
   * Where a chart's buckets come from: hours from {@code from}, minutes from {@code hours}, values
   * from {@code minutes}, until {@code to}.
   */
  record Range(Instant from, Instant hours, Instant minutes, Instant to) {}

  /** Takes the buckets of all series, each in the order of time. */
  @FunctionalInterface
  interface BucketSink {
    void take(long seriesId, Chart.Bucket bucket);
  }

  /** The series of these metrics, which the identity of today sent. */
  Map<Long, String> series(Handle handle, Identity identity, Collection<String> metrics) {
    Map<Long, String> series = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT s.series_id, s.metric
            FROM metric_series s JOIN identity i USING (hub, device_id, module_id, generation_id)
            WHERE s.hub = :hub AND s.device_id = :device AND s.module_id = :module
              AND s.metric = ANY(:metrics)
            """)
        .bind("hub", identity.hub().value())
        .bind("device", identity.deviceId().value())
        .bind("module", identity.moduleColumn())
        .bindArray("metrics", String.class, List.copyOf(metrics))
        .map((row, _) -> series.put(row.getLong(1), row.getString(2)))
        .list();
    return series;
  }

  List<LatestValue> latest(Handle handle, HubName hub, DeviceId deviceId) {
    return handle
        .createQuery(
            """
            SELECT s.module_id, s.metric, s.latest_value, s.latest_at
            FROM metric_series s JOIN identity i USING (hub, device_id, module_id, generation_id)
            WHERE s.hub = :hub AND s.device_id = :device AND s.latest_at IS NOT NULL
            ORDER BY s.module_id, s.metric
            """)
        .bind("hub", hub.value())
        .bind("device", deviceId.value())
        .map(
            (row, _) ->
                new LatestValue(
                    row.getString(1),
                    row.getString(2),
                    row.getDouble(3),
                    row.getTimestamp(4).toInstant()))
        .list();
  }

  void buckets(
      Handle handle, Collection<Long> series, Range range, Duration width, BucketSink sink) {
    handle
        .createQuery(
            """
            SELECT series_id, date_bin(make_interval(secs => :width), at, TIMESTAMPTZ 'epoch') AS bucket,
                   min(low), sum(sum) / sum(count), max(high), sum(count)
            FROM (
              SELECT series_id, at, count, sum, low, high FROM metric_hour
              WHERE series_id = ANY(:series) AND at >= :from AND at < :hours
              UNION ALL
              SELECT series_id, at, count, sum, low, high FROM metric_minute
              WHERE series_id = ANY(:series) AND at >= :hours AND at < :minutes
              UNION ALL
              SELECT series_id, at, 1, value, value, value FROM metric_value
              WHERE series_id = ANY(:series) AND at >= :minutes AND at < :to) v
            GROUP BY 1, 2 ORDER BY 1, 2
            """)
        .bind("width", width.toSeconds())
        .bindArray("series", Long.class, List.copyOf(series))
        .bind("from", range.from())
        .bind("hours", range.hours())
        .bind("minutes", range.minutes())
        .bind("to", range.to())
        .map(
            (row, _) -> {
              Chart.Bucket bucket =
                  new Chart.Bucket(
                      row.getTimestamp(2).toInstant(),
                      row.getDouble(3),
                      row.getDouble(4),
                      row.getDouble(5),
                      row.getLong(6));
              sink.take(row.getLong(1), bucket);
              return bucket;
            })
        .list();
  }
}
