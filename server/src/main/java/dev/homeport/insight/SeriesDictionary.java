package dev.homeport.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids of series, which are made when a metric is seen for the first time. A device or module
 * has at most {@link #MAX_SERIES} of them: names that change with every message fill no table.
 * Thread-safe.
 */
final class SeriesDictionary {

  /** The most series of one device or module. */
  static final int MAX_SERIES = 500;

  private static final int MAX_CACHED = 200_000;
  private static final Duration TRUSTED = Duration.ofMinutes(10);

  /**
   * What is known of a device or module.
   *
   * @param closed whether it gets no more series: it has too many, or is gone
   */
  private record Known(Map<String, Long> ids, boolean closed) {

    boolean answers(Set<String> metrics) {
      return closed || ids.keySet().containsAll(metrics);
    }
  }

  private final SeriesStore store;
  private final Cache<Source, Known> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHED)
          .weigher((Source _, Known known) -> 1 + known.ids().size())
          .expireAfterWrite(TRUSTED)
          .build();

  SeriesDictionary(SeriesStore store) {
    this.store = store;
  }

  /** The ids of these metrics; those without a series, because of the limits, are left out. */
  Map<Source, Map<String, Long>> ids(Map<Source, Set<String>> wanted) {
    Map<Source, Map<String, Long>> ids = new HashMap<>();
    Map<Source, Set<String>> unknown = new HashMap<>();
    wanted.forEach(
        (source, metrics) -> {
          Known known = cache.getIfPresent(source);
          if (known != null && known.answers(metrics)) {
            ids.put(source, known.ids());
          } else {
            unknown.put(source, metrics);
          }
        });
    if (!unknown.isEmpty()) {
      ids.putAll(load(unknown));
    }
    return ids;
  }

  /** Looks these up anew the next time, because some of their series are gone. */
  void forget(Set<Source> sources) {
    cache.invalidateAll(sources);
  }

  private Map<Source, Map<String, Long>> load(Map<Source, Set<String>> wanted) {
    List<SeriesStore.Missing> missing = new ArrayList<>();
    Map<Source, Map<String, Long>> there = store.of(wanted.keySet());
    wanted.forEach(
        (source, metrics) -> {
          Map<String, Long> ids = there.getOrDefault(source, Map.of());
          metrics.stream()
              .filter(metric -> !ids.containsKey(metric))
              .limit(Math.max(0, MAX_SERIES - ids.size()))
              .forEach(metric -> missing.add(new SeriesStore.Missing(source, metric)));
        });
    Map<Source, Map<String, Long>> all = there;
    if (!missing.isEmpty()) {
      store.create(missing);
      all = store.of(wanted.keySet());
    }
    Map<Source, Map<String, Long>> loaded = new HashMap<>();
    for (Map.Entry<Source, Set<String>> entry : wanted.entrySet()) {
      Map<String, Long> ids = Map.copyOf(all.getOrDefault(entry.getKey(), Map.of()));
      boolean closed = !ids.keySet().containsAll(entry.getValue());
      cache.put(entry.getKey(), new Known(ids, closed));
      loaded.put(entry.getKey(), ids);
    }
    return loaded;
  }
}
