package dev.homeport.insight;

import static dev.homeport.insight.RecordedHub.HUB;
import static dev.homeport.insight.RecordedHub.SETTINGS;
import static dev.homeport.insight.RecordedHub.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistoryTest {

  private static final Identity LAMP = Identity.device(HUB, new DeviceId("lamp"));
  private static final Identity BULB =
      new Identity(HUB, new DeviceId("lamp"), new ModuleId("bulb"));
  private static final String TEMPERATURE = "temperature";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private RecordedHub hub;
  private Instant now;

  @BeforeEach
  void open() {
    hub = new RecordedHub(database);
    now = hub.clock.instant();
    database.register(LAMP);
    database.register(BULB);
  }

  @Test
  void hasTheLatestValuesAtHand() {
    hub.send(LAMP, TEMPERATURE, now, 21);
    hub.send(LAMP, TEMPERATURE, now.minusSeconds(60), 20);
    hub.send(LAMP, "humidity", now.minusSeconds(60), 40);
    hub.send(LAMP, "humidity", now, 41);
    hub.send(BULB, TEMPERATURE, now, 60);

    assertThat(hub.history.latest(HUB, LAMP.deviceId()))
        .containsExactly(
            new LatestValue("", "humidity", 41, now),
            new LatestValue("", TEMPERATURE, 21, now),
            new LatestValue("bulb", TEMPERATURE, 60, now));
    assertThat(hub.history.latest(HUB, new DeviceId("other"))).isEmpty();
  }

  @Test
  void countsAMessageThatComesTwiceOnce() {
    for (int i = 0; i < 2; i++) {
      hub.send(LAMP, TEMPERATURE, now.minusSeconds(90), 20);
      hub.upkeep.rollUp();
    }

    assertThat(hub.buckets(LAMP, TEMPERATURE, now.minusSeconds(600), now, 20))
        .containsExactly(new Chart.Bucket(now.minusSeconds(120), 20, 20, 20, 1));
  }

  @Test
  void keepsDevicesModulesAndMetricsApart() {
    hub.send(LAMP, TEMPERATURE, now.minusSeconds(90), 20);
    hub.send(BULB, TEMPERATURE, now.minusSeconds(90), 60);
    hub.send(LAMP, "humidity", now.minusSeconds(90), 40);

    Chart chart =
        hub.history.chart(
            LAMP,
            new HistoryQuery(List.of(TEMPERATURE, "no such"), now.minusSeconds(600), now, 100));

    assertThat(chart.series()).containsOnlyKeys(TEMPERATURE, "no such");
    assertThat(chart.series().get(TEMPERATURE)).hasSize(1).allMatch(b -> b.average() == 20);
    assertThat(chart.series().get("no such")).isEmpty();
    assertThat(chart.width()).isEqualTo(Duration.ofSeconds(10));
  }

  /** Whatever of it is single values, minutes, hours or late: the chart is that of all values. */
  @Test
  void drawsTheSameWhereverTheBucketsComeFrom() {
    Random random = new Random(20_260_301);
    Instant begin = now;
    Map<Instant, Double> sent = new TreeMap<>();
    List<Sample> held = new ArrayList<>();
    for (int minute = 0; minute < 300; minute++) {
      hub.clock.advance(Duration.ofMinutes(1));
      List<Sample> batch = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Instant time = hub.clock.instant().minusMillis(1 + random.nextInt(60_000));
        double value = random.nextInt(1_000);
        if (sent.putIfAbsent(time, value) == null) {
          (random.nextInt(10) == 0 ? held : batch).add(sample(LAMP, TEMPERATURE, time, value));
        }
      }
      hub.writer.write(batch);
      if (random.nextInt(3) == 0) {
        hub.upkeep.rollUp();
      }
      if (random.nextInt(40) == 0) {
        Collections.shuffle(held, random);
        hub.writer.write(held);
        held.clear();
      }
    }
    hub.writer.write(held);

    assertChart(begin, sent, 300 * 60 + 2, 1);
    hub.upkeep.rollUp();
    assertChart(begin, sent, 1_900, 10);
    assertChart(begin, sent, 302, 60);
    assertChart(begin, sent, 100, 300);
    assertChart(begin, sent, 6, 3_600);
    assertThat(hub.count("metric_late")).isZero();
  }

  private void assertChart(Instant begin, Map<Instant, Double> sent, int points, long seconds) {
    Instant end = hub.clock.instant();
    List<Chart.Bucket> buckets =
        points > HistoryQuery.MAX_POINTS
            ? List.of()
            : hub.buckets(LAMP, TEMPERATURE, begin, end, points);
    if (points > HistoryQuery.MAX_POINTS) {
      buckets = new ArrayList<>();
      for (Instant from = begin; from.isBefore(end); from = from.plusSeconds(1_800)) {
        buckets.addAll(hub.buckets(LAMP, TEMPERATURE, from, from.plusSeconds(1_800), 1_900));
      }
    }
    Map<Instant, List<Double>> expected =
        sent.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> BucketWidth.floor(entry.getKey(), Duration.ofSeconds(seconds)),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    assertThat(buckets)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .map(
                    entry -> {
                      var statistics =
                          entry.getValue().stream().mapToDouble(v -> v).summaryStatistics();
                      return new Chart.Bucket(
                          entry.getKey(),
                          statistics.getMin(),
                          statistics.getSum() / statistics.getCount(),
                          statistics.getMax(),
                          statistics.getCount());
                    })
                .toList());
  }

  @Test
  void closesAMinuteOnlyWhenNobodyIsAddingToIt() throws Exception {
    ValueStore values = new ValueStore();
    Instant minute = now.plusSeconds(60);
    CompletableFuture<Void> closed =
        hub.jdbi.inTransaction(
            handle -> {
              Instant before = values.enter(handle);
              CompletableFuture<Void> closing =
                  CompletableFuture.runAsync(
                      () ->
                          hub.jdbi.useTransaction(other -> new RollUpStore().close(other, minute)));
              assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
                  .isInstanceOf(java.util.concurrent.TimeoutException.class);
              assertThat(before).isBefore(minute);
              return closing;
            });

    closed.get(60, TimeUnit.SECONDS);
    assertThat(hub.jdbi.inTransaction(values::enter)).isEqualTo(minute);
  }

  @Test
  void refusesWhatCameLaterThanValuesAreKept() {
    hub.send(LAMP, TEMPERATURE, now.minus(SETTINGS.values()).minusMillis(1), 20);
    hub.send(LAMP, TEMPERATURE, now.minus(SETTINGS.values()), 21);

    assertThat(hub.writer.tooOldCount()).isOne();
    assertThat(hub.writer.storedCount()).isOne();
    assertThat(hub.history.latest(HUB, LAMP.deviceId()))
        .extracting(LatestValue::value)
        .containsExactly(21.0);
  }

  @Test
  void drawsWiderBucketsOfWhatIsKeptNoLonger() {
    hub.send(LAMP, TEMPERATURE, now.minusSeconds(90), 20);
    hub.send(LAMP, TEMPERATURE, now.minusSeconds(80), 22);
    hub.upkeep.rollUp();
    Instant from = now.minusSeconds(600);
    hub.clock.advance(SETTINGS.values().plusDays(2));
    hub.upkeep.rollUp();
    hub.upkeep.cleanUp(() -> false);

    assertThat(hub.count("metric_value")).isZero();
    assertThat(hub.buckets(LAMP, TEMPERATURE, from, now, 2_000))
        .containsExactly(new Chart.Bucket(now.minusSeconds(120), 20, 21, 22, 2));

    hub.clock.advance(SETTINGS.minutes());
    hub.upkeep.cleanUp(() -> false);

    assertThat(hub.count("metric_minute")).isZero();
    assertThat(hub.buckets(LAMP, TEMPERATURE, from, now, 2_000))
        .containsExactly(new Chart.Bucket(now.minusSeconds(3_600), 20, 21, 22, 2));
    assertThat(hub.history.latest(HUB, LAMP.deviceId())).hasSize(1);

    hub.clock.advance(SETTINGS.hours().plusDays(31));
    hub.upkeep.cleanUp(() -> false);

    assertThat(hub.count("metric_hour")).isZero();
    assertThat(hub.count("metric_series")).isZero();
  }

  @Test
  void givesADeviceABoundedNumberOfSeries() {
    List<Sample> samples =
        IntStream.range(0, SeriesDictionary.MAX_SERIES + 10)
            .mapToObj(i -> sample(LAMP, "m" + i, now, i))
            .toList();

    hub.writer.write(samples.subList(0, 300));
    hub.writer.write(samples.subList(250, samples.size()));
    hub.writer.write(Stream.of(sample(LAMP, "new", now, 1), sample(BULB, "new", now, 2)).toList());

    assertThat(hub.history.latest(HUB, LAMP.deviceId()))
        .hasSize(SeriesDictionary.MAX_SERIES + 1)
        .contains(new LatestValue("bulb", "new", 2, now));
    assertThat(hub.writer.withoutSeriesCount()).isEqualTo(11);
  }

  @Test
  void startsAnewWithADeviceThatHasTheIdOfAnother() {
    hub.send(LAMP, TEMPERATURE, now, 20);
    hub.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE identity SET generation_id = 'generation-2' WHERE module_id = ''"));

    assertThat(hub.history.latest(HUB, LAMP.deviceId())).isEmpty();
    assertThat(hub.buckets(LAMP, TEMPERATURE, now.minusSeconds(60), now.plusSeconds(60), 120))
        .isEmpty();
    hub.upkeep.cleanUp(() -> false);
    assertThat(hub.count("metric_series")).isZero();

    hub.send(LAMP, TEMPERATURE, now, 21);

    assertThat(hub.count("metric_series")).isZero();
    assertThat(hub.writer.withoutSeriesCount()).isOne();
  }

  @Test
  void makesASeriesAgainThatWasDeletedInTheMeantime() {
    hub.send(LAMP, TEMPERATURE, now, 20);
    hub.jdbi.useHandle(handle -> handle.execute("DELETE FROM metric_series"));

    hub.writer.write(
        List.of(sample(LAMP, TEMPERATURE, now, 21), sample(BULB, TEMPERATURE, now, 60)));

    assertThat(hub.history.latest(HUB, LAMP.deviceId()))
        .extracting(LatestValue::value)
        .containsExactly(21.0, 60.0);
    assertThat(hub.buckets(LAMP, TEMPERATURE, now.minusSeconds(60), now.plusSeconds(60), 120))
        .extracting(Chart.Bucket::average)
        .containsExactly(21.0);
  }

  @Test
  void refusesQueriesWithoutBounds() {
    assertInvalid(List.of(), now.minusSeconds(1), 100);
    assertInvalid(Collections.nCopies(21, "m"), now.minusSeconds(1), 100);
    assertInvalid(List.of("m"), now, 100);
    assertInvalid(List.of("m"), now.minus(Duration.ofDays(4_000)), 100);
    assertInvalid(List.of("m"), now.minusSeconds(1), 1);
    assertInvalid(List.of("m"), now.minusSeconds(1), 2_001);
  }

  private void assertInvalid(List<String> metrics, Instant from, int points) {
    assertThatThrownBy(() -> new HistoryQuery(metrics, from, now, points))
        .isInstanceOf(HubException.class);
  }

  @Test
  void choosesWidthsThatPeopleThinkIn() {
    assertThat(width(Duration.ofMinutes(15), 300)).isEqualTo(Duration.ofSeconds(5));
    assertThat(width(Duration.ofHours(1), 300)).isEqualTo(Duration.ofSeconds(15));
    assertThat(width(Duration.ofDays(1), 300)).isEqualTo(Duration.ofMinutes(5));
    assertThat(width(Duration.ofDays(7), 300)).isEqualTo(Duration.ofHours(1));
    assertThat(width(Duration.ofDays(30), 300)).isEqualTo(Duration.ofHours(3));
    assertThat(width(Duration.ofDays(3_000), 300)).isEqualTo(Duration.ofDays(11));
    assertThat(width(Duration.ofHours(1), 2)).isEqualTo(Duration.ofHours(1));
  }

  private Duration width(Duration range, int points) {
    return BucketWidth.of(
        new HistoryQuery(List.of("m"), now.minus(range), now, points), Duration.ZERO);
  }
}
