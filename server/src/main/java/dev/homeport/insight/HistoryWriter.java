package dev.homeport.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps values: single ones, the latest of each series, and which minutes they came too late for.
 * Adding the same values twice is as adding them once. Thread-safe.
 */
final class HistoryWriter {

  private static final long MICROS_OF_A_DAY = 86_400_000_000L;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration retention;
  private final Partitions partitions;
  private final SeriesDictionary series;
  private final SeriesStore seriesStore;
  private final ValueStore values = new ValueStore();
  private final LongAdder stored = new LongAdder();
  private final LongAdder tooOld = new LongAdder();
  private final LongAdder withoutSeries = new LongAdder();

  /**
   * @param retention how long single values are kept
   */
  HistoryWriter(Jdbi jdbi, Clock clock, Duration retention) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.retention = retention;
    this.partitions = new Partitions(jdbi);
    this.seriesStore = new SeriesStore(jdbi);
    this.series = new SeriesDictionary(seriesStore);
  }

  /** Adds values; what is older than values are kept is dropped. */
  void write(List<Sample> samples) {
    long oldest = Samples.micros(clock.instant().minus(retention));
    List<Sample> kept = samples.stream().filter(sample -> sample.at() >= oldest).toList();
    tooOld.add(samples.size() - kept.size());
    Set<Instant> days =
        kept.stream()
            .map(sample -> sample.at() / MICROS_OF_A_DAY)
            .distinct()
            .map(day -> Samples.instant(day * MICROS_OF_A_DAY))
            .collect(Collectors.toSet());
    partitions.ensure(Partitions.Table.METRIC_VALUE, days);
    List<Sample> left = kept;
    while (!left.isEmpty()) {
      left = add(left);
    }
  }

  /**
   * Adds values.
   *
   * @return those whose series was deleted in the meantime
   */
  private List<Sample> add(List<Sample> samples) {
    List<ValueStore.Value> found = identify(samples);
    if (found.isEmpty()) {
      return List.of();
    }
    Map<Long, Sample> latest = new TreeMap<>();
    found.forEach(
        value ->
            latest.merge(value.seriesId(), value.sample(), (a, b) -> b.at() >= a.at() ? b : a));
    Set<Long> there = jdbi.inTransaction(handle -> add(handle, found, latest));
    List<ValueStore.Value> gone =
        found.stream().filter(value -> !there.contains(value.seriesId())).toList();
    stored.add(found.size() - gone.size());
    series.forget(gone.stream().map(value -> value.sample().source()).collect(Collectors.toSet()));
    return gone.stream().map(ValueStore.Value::sample).toList();
  }

  /** The series that are there, and got their values. */
  private Set<Long> add(Handle handle, List<ValueStore.Value> found, Map<Long, Sample> latest) {
    long closed = Samples.micros(values.enter(handle));
    Set<Long> there = seriesStore.updateLatest(handle, latest);
    List<ValueStore.Value> living =
        found.stream().filter(value -> there.contains(value.seriesId())).toList();
    values.insert(handle, living);
    List<ValueStore.Value> late =
        living.stream().filter(value -> value.sample().at() < closed).toList();
    if (!late.isEmpty()) {
      values.markLate(handle, late);
    }
    return there;
  }

  private List<ValueStore.Value> identify(List<Sample> samples) {
    Map<Source, Set<String>> wanted = new HashMap<>();
    samples.forEach(
        sample ->
            wanted.computeIfAbsent(sample.source(), _ -> new HashSet<>()).add(sample.metric()));
    Map<Source, Map<String, Long>> ids = series.ids(wanted);
    List<ValueStore.Value> found = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      Long id = ids.getOrDefault(sample.source(), Map.of()).get(sample.metric());
      if (id == null) {
        withoutSeries.increment();
      } else {
        found.add(new ValueStore.Value(id, sample));
      }
    }
    return found;
  }

  /** Values kept since the start. */
  long storedCount() {
    return stored.sum();
  }

  /** Values dropped since the start, because they came later than values are kept. */
  long tooOldCount() {
    return tooOld.sum();
  }

  /** Values dropped since the start, because their device is gone or has too many metrics. */
  long withoutSeriesCount() {
    return withoutSeries.sum();
  }
}
