package dev.homeport.insight;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads the history of a device: charts from the coarsest table that suits their buckets, and the
 * latest values. Thread-safe.
 */
public final class History {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final HistorySettings settings;
  private final ChartStore store = new ChartStore();
  private final RollUpStore rollUp = new RollUpStore();

  public History(Jdbi jdbi, Clock clock, HistorySettings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
  }

  /** The newest value of every metric of a device and its modules, those of the device first. */
  public List<LatestValue> latest(HubName hub, DeviceId deviceId) {
    return jdbi.withHandle(handle -> store.latest(handle, hub, deviceId));
  }

  /**
   * What a device or module sent, in buckets. They are wider than asked for where what is kept for
   * the begin of the range are only minutes or hours.
   */
  public Chart chart(Identity identity, HistoryQuery query) {
    Duration width = BucketWidth.of(query, least(query.from()));
    Instant from = BucketWidth.floor(query.from(), width);
    Instant to = BucketWidth.ceiling(query.to(), width);
    Map<String, List<Chart.Bucket>> series = new LinkedHashMap<>();
    query.metrics().forEach(metric -> series.put(metric, new ArrayList<>()));
    jdbi.useHandle(handle -> fill(handle, identity, from, to, width, series));
    return new Chart(from, to, width, series);
  }

  private Duration least(Instant from) {
    Instant now = clock.instant();
    if (from.isBefore(now.minus(settings.minutes()))) {
      return HOUR;
    }
    return from.isBefore(now.minus(settings.values())) ? MINUTE : Duration.ZERO;
  }

  private void fill(
      Handle handle,
      Identity identity,
      Instant from,
      Instant to,
      Duration width,
      Map<String, List<Chart.Bucket>> series) {
    Map<Long, String> metrics = store.series(handle, identity, series.keySet());
    if (metrics.isEmpty()) {
      return;
    }
    RollUpStore.Progress progress = rollUp.progress(handle);
    Instant hours = width.compareTo(HOUR) >= 0 ? progress.hoursUntil() : from;
    Instant minutes = width.compareTo(MINUTE) >= 0 ? progress.minutesUntil() : from;
    store.buckets(
        handle,
        metrics.keySet(),
        new ChartStore.Range(from, within(hours, from, to), within(minutes, from, to), to),
        width,
        (seriesId, bucket) ->
            series.getOrDefault(metrics.getOrDefault(seriesId, ""), new ArrayList<>()).add(bucket));
  }

  private static Instant within(Instant time, Instant from, Instant to) {
    if (time.isBefore(from)) {
      return from;
    }
    return time.isAfter(to) ? to : time;
  }
}
