package dev.homeport.health;

import static dev.homeport.health.MonitoredHub.HUB;
import static dev.homeport.health.MonitoredHub.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthMonitorTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private MonitoredHub hub;

  @BeforeEach
  void open() {
    hub = new MonitoredHub(database);
    hub.register("van");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private static Limits below(@Nullable Double warning, @Nullable Double critical) {
    return new Limits(Direction.BELOW, warning, critical, 0, Duration.ZERO);
  }

  private void battery(double percent) {
    hub.pass(Duration.ofSeconds(10));
    hub.send("van", "{'battery':" + percent + "}");
  }

  private Threshold threshold(String metric) {
    return hub.thresholds.all(HUB).stream()
        .filter(threshold -> threshold.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void followsABatteryThatDrainsAndIsCharged() {
    List.of(60.0, 19.5, 12.0, 9.5, 22.0, 24.0, 80.0).forEach(this::battery);

    assertThat(hub.course("van"))
        .containsExactly("healthy", "warning", "critical", "warning", "healthy");
    assertThat(hub.twinHealth("van").path("status").asText()).isEqualTo("healthy");
    assertThat(hub.twinHealth("van").path("reasons")).isEmpty();
  }

  @Test
  void saysWhyInTheTwinAndInItsReport() {
    battery(60);
    battery(9.5);

    JsonNode reason = hub.twinHealth("van").at("/reasons/0");
    assertThat(reason.path("metric").asText()).isEqualTo("battery");
    assertThat(reason.path("status").asText()).isEqualTo("critical");
    assertThat(reason.path("value").asDouble()).isEqualTo(9.5);
    assertThat(reason.path("direction").asText()).isEqualTo("below");
    assertThat(reason.path("limit").asDouble()).isEqualTo(10);
    HealthReports.Report report = hub.reports.of(device("van"));
    assertThat(Objects.requireNonNull(report.standing()).reasons())
        .containsExactly(new Reason("battery", HealthStatus.CRITICAL, 9.5, Direction.BELOW, 10));
    assertThat(report.metrics())
        .extracting(metric -> metric.threshold().metric(), HealthReports.Metric::value)
        .contains(tuple("battery", 9.5));
  }

  @Test
  void letsTheWorstMetricDecideAndTellsAllThatAreBad() {
    hub.thresholds.update(
        HUB,
        threshold("cpu").id(),
        new Limits(Direction.ABOVE, 85.0, 95.0, 5, Duration.ZERO),
        null);
    hub.pass(Duration.ofSeconds(2));

    hub.send("van", "{'battery':15,'cpu':99,'memory':10}");

    assertThat(hub.status("van")).isEqualTo("critical");
    assertThat(hub.changes("van").getFirst().reasons())
        .extracting(Reason::metric)
        .containsExactly("cpu", "battery");
  }

  @Test
  void isNotConcernedWithDevicesThatSayNothingOfInterest() {
    hub.send("van", "{'door':1}");
    hub.pass(Duration.ofHours(48));

    assertThat(hub.twinHealth("van").isMissingNode()).isTrue();
    assertThat(hub.changes("van")).isEmpty();
  }

  @Test
  void doesNotTakeAModulesMetricsForTheDevices() {
    hub.send("van", "{'battery':60}");

    hub.sendFromModule("van", "edge", "{'battery':1}");

    assertThat(hub.status("van")).isEqualTo("healthy");
    assertThat(hub.changes("van")).hasSize(1);
  }

  @Test
  void noticesSilenceByTheDevicesOwnRhythm() {
    for (int i = 0; i < 5; i++) {
      hub.send("van", "{'battery':60}");
      hub.pass(Duration.ofMinutes(10));
    }
    hub.pass(Duration.ofMinutes(15));
    assertThat(hub.status("van")).isEqualTo("healthy");

    hub.pass(Duration.ofMinutes(10));

    assertThat(hub.status("van")).isEqualTo("unknown");
    assertThat(hub.changes("van").getFirst().reasons())
        .extracting(Reason::metric, Reason::limit)
        .containsExactly(tuple(Reason.SILENCE, 1_800.0));
    hub.send("van", "{'battery':60}");
    assertThat(hub.course("van")).containsExactly("healthy", "unknown", "healthy");
  }

  @Test
  void doesNotBlameDevicesForItsOwnSilence() {
    hub.send("van", "{'battery':60}");
    hub.pass(Duration.ofSeconds(5));
    hub.send("van", "{'battery':60}");
    hub.handOver();

    hub.clock.advance(Duration.ofHours(3));
    hub.crash();
    hub.pass(Duration.ofSeconds(50));
    assertThat(hub.status("van")).isEqualTo("healthy");

    hub.pass(Duration.ofSeconds(30));
    assertThat(hub.status("van")).isEqualTo("unknown");
  }

  @Test
  void judgesAnewWhenThresholdsChange() {
    battery(40);
    Threshold threshold = threshold("battery");

    hub.thresholds.update(HUB, threshold.id(), below(50.0, 45.0), threshold.etag());
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("critical");

    hub.thresholds.update(HUB, threshold.id(), below(50.0, null), null);
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("warning");

    hub.thresholds.update(HUB, threshold.id(), below(30.0, 10.0), null);
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("healthy");
  }

  @Test
  void heedsTheNarrowestScope() {
    hub.thresholds.create(
        HUB, new ThresholdScope(ThresholdScope.Kind.MODEL, "TX-100"), "battery", below(50.0, null));
    hub.groups.create(HUB, "north", "", "tags.site = 'north'");
    hub.thresholds.create(
        HUB, new ThresholdScope(ThresholdScope.Kind.GROUP, "north"), "battery", below(null, 45.0));
    battery(40);
    assertThat(hub.status("van")).isEqualTo("healthy");

    hub.report("van", "{'model':'TX-100'}");
    hub.restless.add("van");
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("warning");

    hub.tag("van", "{'site':'north'}");
    hub.restless.add("van");
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("critical");

    hub.groups.save(HUB, "north", "", "tags.site = 'far north'", null);
    hub.pass(Duration.ofSeconds(2));
    assertThat(hub.status("van")).isEqualTo("warning");
  }

  @Test
  void doesNotJudgeAMetricWhoseNarrowestThresholdHasNoLimits() {
    battery(5);
    hub.report("van", "{'model':'mains'}");
    hub.thresholds.create(
        HUB, new ThresholdScope(ThresholdScope.Kind.MODEL, "mains"), "battery", below(null, null));
    hub.pass(Duration.ofSeconds(2));

    assertThat(hub.status("van")).isEqualTo("unknown");
    assertThat(hub.changes("van").getFirst().reasons()).isEmpty();
  }

  /** Half of the hold before a crash, half of it after. */
  @Test
  void comesToTheSameWhenANodeDiesInBetween() {
    hub.thresholds.update(
        HUB, threshold("battery").id(), new Limits(Direction.BELOW, 20.0, 10.0, 3, MINUTE), null);
    battery(60);
    battery(5);
    hub.pass(Duration.ofSeconds(25));
    hub.crash();
    battery(5);
    assertThat(hub.status("van")).isEqualTo("healthy");
    hub.crash();

    hub.pass(Duration.ofSeconds(20));
    battery(5);

    assertThat(hub.course("van")).containsExactly("healthy", "critical");
  }

  @Test
  void countsAMessageOnceThatComesTwice() {
    List.of(60.0, 5.0, 60.0).forEach(this::battery);
    hub.crash();
    hub.crash();

    assertThat(hub.course("van")).containsExactly("healthy", "critical", "healthy");
  }

  @Test
  void beginsAnewWithADeviceThatIsRegisteredAnew() {
    battery(5);
    hub.delete("van");
    hub.register("van");

    assertThat(hub.changes("van")).isEmpty();
    assertThat(hub.reports.of(device("van")).standing()).isNull();
    battery(60);
    assertThat(hub.course("van")).containsExactly("healthy");
  }

  @Test
  void forgetsDevicesThatAreGoneAndChangesThatAreOld() {
    battery(5);
    hub.register("car");
    hub.send("car", "{'battery':60}");
    hub.delete("van");
    hub.pass(Duration.ofHours(25));
    assertThat(rows("health_state")).isEqualTo(1);

    hub.delete("car");
    hub.upkeep.cleanUp(() -> false);
    assertThat(rows("health_state")).isZero();

    hub.clock.advance(MonitoredHub.SETTINGS.history());
    hub.upkeep.cleanUp(() -> false);
    assertThat(rows("health_change")).isZero();
  }

  private long rows(String table) {
    return hub.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  @Test
  void refusesThresholdsThatMakeNoSense() {
    ThresholdScope all = ThresholdScope.DEFAULT;
    assertRefused(all, "", below(20.0, 10.0));
    assertRefused(all, "x", below(10.0, 20.0));
    assertRefused(all, "x", below(Double.NaN, null));
    assertRefused(all, "x", below(Double.POSITIVE_INFINITY, null));
    assertRefused(all, "x", new Limits(Direction.ABOVE, 1.0, 2.0, -1, Duration.ZERO));
    assertRefused(all, "x", new Limits(Direction.ABOVE, 1.0, 2.0, 0, Duration.ofDays(2)));
    assertRefused(all, "battery", below(20.0, 10.0));
    assertRefused(new ThresholdScope(ThresholdScope.Kind.DEFAULT, "y"), "x", below(2.0, 1.0));
    assertRefused(new ThresholdScope(ThresholdScope.Kind.MODEL, " "), "x", below(2.0, 1.0));
    assertRefused(new ThresholdScope(ThresholdScope.Kind.GROUP, "none"), "x", below(2.0, 1.0));
  }

  private void assertRefused(ThresholdScope scope, String metric, Limits limits) {
    assertThatThrownBy(() -> hub.thresholds.create(HUB, scope, metric, limits))
        .isInstanceOf(HubException.class);
  }

  @Test
  void keepsWhatPeopleMadeOfTheFirstThresholds() {
    hub.thresholds.delete(HUB, threshold("cpu").id(), null);

    hub.thresholds.begin(HUB);

    assertThat(hub.thresholds.all(HUB))
        .extracting(Threshold::metric)
        .containsExactly("battery", "memory", "signal");
  }
}
