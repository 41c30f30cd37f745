package dev.homeport.insight;

import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** History over a test's database. The clock stands at a whole hour, and nothing runs by itself. */
final class RecordedHub {

  static final HubName HUB = HubName.DEFAULT;
  static final HistorySettings SETTINGS =
      new HistorySettings(
          Duration.ofDays(3), Duration.ofDays(10), Duration.ofDays(400), Duration.ofDays(30));

  final MutableClock clock =
      new MutableClock(Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
  final TestDatabase database;
  final Jdbi jdbi;
  final HistoryWriter writer;
  final HistoryUpkeep upkeep;
  final History history;

  RecordedHub(TestDatabase database) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.writer = new HistoryWriter(jdbi, clock, SETTINGS.values());
    this.upkeep = new HistoryUpkeep(jdbi, clock, SETTINGS);
    this.history = new History(jdbi, clock, SETTINGS);
  }

  /** A sample of a device as {@link TestDatabase#register} registers it. */
  static Sample sample(Identity identity, String metric, Instant time, double value) {
    Source source =
        new Source(
            identity.hub(), identity.deviceId().value(), identity.moduleColumn(), "generation-1");
    return new Sample(source, metric, Samples.micros(time), value);
  }

  /** Adds one value. */
  void send(Identity identity, String metric, Instant time, double value) {
    writer.write(List.of(sample(identity, metric, time, value)));
  }

  /** The chart's buckets of one metric. */
  List<Chart.Bucket> buckets(
      Identity identity, String metric, Instant from, Instant to, int points) {
    Map<String, List<Chart.Bucket>> series =
        history.chart(identity, new HistoryQuery(List.of(metric), from, to, points)).series();
    return series.getOrDefault(metric, List.of());
  }

  long count(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
