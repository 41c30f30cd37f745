package dev.homeport.health;

import static dev.homeport.health.MonitoredHub.HUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ThresholdPreviewTest {

  private static final ThresholdScope TX = new ThresholdScope(ThresholdScope.Kind.MODEL, "TX");
  private static final ThresholdScope NORTH =
      new ThresholdScope(ThresholdScope.Kind.GROUP, "north");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private List<MonitoredHub> hubs = List.of();

  @BeforeEach
  void setUp() {
    hubs = List.of(new MonitoredHub(database));
    device("full", 80);
    device("low", 20);
    device("empty", 3);
  }

  @AfterEach
  void tearDown() {
    hub().close();
  }

  private MonitoredHub hub() {
    return hubs.getFirst();
  }

  private void device(String id, double battery) {
    hub().register(id);
    value(id, "", "battery", battery);
  }

  private void value(String id, String moduleId, String metric, double value) {
    hub()
        .jdbi
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO metric_series (hub, device_id, module_id, generation_id, metric,
                                               latest_at, latest_value)
                    SELECT hub, device_id, ?, generation_id, ?, now(), ? FROM identity
                    WHERE device_id = ?
                    """,
                    moduleId,
                    metric,
                    value,
                    id));
  }

  private static Limits below(@Nullable Double warning, @Nullable Double critical) {
    return new Limits(Direction.BELOW, warning, critical, 5, Duration.ofMinutes(1));
  }

  private ThresholdPreview.Outcome preview(ThresholdScope scope, Limits limits) {
    return new ThresholdPreview(hub().jdbi, hub().twins, hub().thresholds)
        .of(HUB, scope, "battery", limits);
  }

  private static ThresholdPreview.Outcome outcome(long healthy, long warning, long critical) {
    return new ThresholdPreview.Outcome(healthy, warning, critical, true);
  }

  @Test
  void countsDevicesByTheirLatestValues() {
    value("full", "", "memory", 3);
    value("full", "modem", "battery", 3);
    hub().register("mute");

    assertThat(preview(ThresholdScope.DEFAULT, below(20.0, 10.0))).isEqualTo(outcome(1, 1, 1));
    assertThat(preview(ThresholdScope.DEFAULT, below(90.0, null))).isEqualTo(outcome(0, 3, 0));
    assertThat(preview(ThresholdScope.DEFAULT, below(null, 2.0))).isEqualTo(outcome(3, 0, 0));
  }

  @Test
  void judgesNobodyWithoutLimits() {
    assertThat(preview(ThresholdScope.DEFAULT, below(null, null))).isEqualTo(outcome(0, 0, 0));
  }

  @Test
  void leavesOutWhatADeviceOfThatIdMeasuredBefore() {
    hub().delete("empty");
    hub().register("empty");

    assertThat(preview(ThresholdScope.DEFAULT, below(20.0, 10.0))).isEqualTo(outcome(1, 1, 0));
  }

  @Test
  void leavesDevicesToNarrowerThresholds() {
    hub().report("low", "{'model':'TX'}");
    hub().report("empty", "{'model':'TX'}");
    hub().tag("empty", "{'site':'north'}");
    hub().groups.save(HUB, "north", "", "tags.site = 'north'", null);

    assertThat(preview(TX, below(20.0, 10.0))).isEqualTo(outcome(0, 1, 1));
    assertThat(preview(NORTH, below(20.0, 10.0))).isEqualTo(outcome(0, 0, 1));

    hub().thresholds.create(HUB, TX, "battery", below(50.0, null));
    hub().thresholds.create(HUB, NORTH, "memory", below(50.0, null));

    assertThat(preview(ThresholdScope.DEFAULT, below(20.0, 10.0))).isEqualTo(outcome(1, 0, 0));
    assertThat(preview(TX, below(20.0, 10.0))).isEqualTo(outcome(0, 1, 1));
  }

  @Test
  void refusesWhatCouldNotBeSaved() {
    assertThatThrownBy(() -> preview(ThresholdScope.DEFAULT, below(10.0, 20.0)))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> preview(NORTH, below(20.0, 10.0))).isInstanceOf(HubException.class);
  }
}
