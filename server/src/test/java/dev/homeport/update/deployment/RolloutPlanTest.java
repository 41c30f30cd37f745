package dev.homeport.update.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class RolloutPlanTest {

  private static RolloutPlan plan(int canary, List<Integer> waves, int failurePercent) {
    RolloutPlan usual = RolloutPlan.DEFAULT;
    return new RolloutPlan(
        canary,
        waves,
        usual.maxConcurrent(),
        0,
        0,
        failurePercent,
        usual.timeoutSeconds(),
        usual.patienceSeconds(),
        0,
        60,
        null,
        usual.delivery(),
        false,
        false);
  }

  @Example
  void wavesGrowFromTheCanaryToAll() {
    assertThat(plan(5, List.of(10, 50, 100), 10).bounds(100)).containsExactly(5, 10, 50, 100);
    assertThat(plan(20, List.of(10, 50, 100), 10).bounds(100)).containsExactly(20, 50, 100);
    assertThat(plan(0, List.of(50), 10).bounds(3)).containsExactly(2, 3);
    assertThat(plan(5, List.of(100), 10).bounds(2)).containsExactly(2);
    assertThat(plan(5, List.of(100), 10).bounds(0)).containsExactly(0);
  }

  @Property
  void eachWaveIsLargerAndTheLastHasAll(
      @ForAll @IntRange(max = 50) int canary,
      @ForAll @IntRange(min = 1, max = 49) int first,
      @ForAll @IntRange(min = 50, max = 100) int second,
      @ForAll @IntRange(min = 1, max = 5_000) int devices) {
    int[] bounds = plan(canary, List.of(first, second), 10).bounds(devices);

    assertThat(bounds).isSorted().doesNotHaveDuplicates();
    assertThat(bounds[bounds.length - 1]).isEqualTo(devices);
  }

  @Example
  void failuresAreCountedAgainstTheDevicesSoFar() {
    assertThat(plan(0, List.of(100), 10).failureLimit(100)).isEqualTo(10);
    assertThat(plan(0, List.of(100), 10).failureLimit(5)).isEqualTo(1);
    assertThat(plan(0, List.of(100), 3).failureLimit(10_000)).isEqualTo(300);
  }

  @Example
  void refusesPlansThatMakeNoSense() {
    assertThatThrownBy(() -> plan(0, List.of(50, 50), 10)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> plan(0, List.of(101), 10)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> plan(-1, List.of(100), 10)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> plan(0, List.of(100), 0)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> new MaintenanceWindow(List.of(8), "22:00", "04:00"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> new MaintenanceWindow(List.of(), "late", "04:00"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> new DeploymentTarget(List.of("a"), "north", null))
        .isInstanceOf(HubException.class);
  }

  @Example
  void aWindowIsOpenInTheDevicesOwnNightAlsoOverMidnight() {
    // A Sunday evening in Berlin.
    Instant now = Instant.parse("2026-03-01T22:30:00Z");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    MaintenanceWindow night = new MaintenanceWindow(List.of(), "22:00", "04:00");

    assertThat(night.isOpen(now, berlin)).isTrue();
    assertThat(night.isOpen(now.plusSeconds(4 * 3600), berlin)).isTrue();
    assertThat(night.isOpen(now.plusSeconds(5 * 3600), berlin)).isFalse();
    assertThat(night.isOpen(now, ZoneId.of("America/New_York"))).isFalse();

    MaintenanceWindow sundays = new MaintenanceWindow(List.of(7), "22:00", "04:00");
    assertThat(sundays.isOpen(now.plusSeconds(4 * 3600), berlin)).isTrue();
    assertThat(sundays.isOpen(now.plusSeconds(24 * 3600), berlin)).isFalse();
    assertThat(new MaintenanceWindow(List.of(), "00:00", "00:00").isOpen(now, berlin)).isTrue();
  }
}
