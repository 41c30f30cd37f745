package dev.homeport.update.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.update.firmware.VersionOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

final class DeviceUpdateTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final UpdateRules RULES = rules(2, Duration.ofMinutes(5));

  private static UpdateRules rules(int retries, Duration observation) {
    return new UpdateRules(
        "1.4.0",
        VersionOrder.SEMVER,
        retries,
        Duration.ofSeconds(10),
        Duration.ofMinutes(30),
        Duration.ofDays(7),
        observation);
  }

  private static Signal.Reported report(
      String status, @Nullable String step, @Nullable Integer percent, @Nullable String reason) {
    return new Signal.Reported(status, step, percent, "1.4.0", reason, null, null);
  }

  private static DeviceUpdate after(DeviceUpdate state, Signal... signals) {
    DeviceUpdate next = state;
    for (Signal signal : signals) {
      next = next.on(signal, RULES, NOW).next();
    }
    return next;
  }

  private static DeviceUpdate after(Signal... signals) {
    return after(DeviceUpdate.WAITING, signals);
  }

  private static final Signal ORDERED = new Signal.Ordered();
  private static final Signal ACCEPTED = new Signal.Accepted();
  private static final Signal DONE = report("Completed", null, null, null);

  @Example
  void theUsualWayLeadsToCompletion() {
    DeviceUpdate downloading =
        after(ORDERED, ACCEPTED, report("InProgress", "Downloading", 40, null));
    assertThat(downloading.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
    assertThat(downloading.percent()).isEqualTo(40);
    assertThat(downloading.due()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));

    DeviceUpdate observed =
        after(
            downloading,
            report("InProgress", "Verifying", null, null),
            report("InProgress", "Rebooting", null, null),
            new Signal.Runs("v1.4.0"));
    assertThat(observed.step()).isEqualTo(UpdateStep.OBSERVING);
    assertThat(observed.on(new Signal.Tick(), RULES, NOW.plusSeconds(299)).next())
        .isEqualTo(observed);
    assertThat(observed.on(new Signal.Tick(), RULES, NOW.plusSeconds(300)).next().status())
        .isEqualTo(UpdateStatus.COMPLETED);
  }

  @Example
  void withoutObservationTheDevicesWordIsTheEnd() {
    DeviceUpdate end = after(ORDERED).on(DONE, rules(0, Duration.ZERO), NOW).next();

    assertThat(end.status()).isEqualTo(UpdateStatus.COMPLETED);
    assertThat(end.due()).isNull();
  }

  @Example
  void stepsBackwardsAndNonsenseAreToldApartAndChangeNothing() {
    DeviceUpdate verifying = after(ORDERED, report("InProgress", "Verifying", 50, null));

    for (Signal.Reported nonsense :
        List.of(
            report("InProgress", "Downloading", 99, null),
            report("InProgress", "Verifying", 10, null),
            report("InProgress", "Flying", null, null),
            report("InProgress", "Observing", null, null),
            report("InProgress", "Rebooting", 101, null),
            report("Queued", null, null, null),
            report("Skipped", null, null, null),
            report("Done", null, null, null),
            new Signal.Reported("Completed", null, null, "9.9.9", null, null, null))) {
      DeviceUpdate.Outcome outcome = verifying.on(nonsense, RULES, NOW);

      assertThat(outcome.next()).isEqualTo(verifying);
      assertThat(outcome.passedOver()).as(nonsense.toString()).startsWith("reported ");
    }
    assertThat(DeviceUpdate.WAITING.on(DONE, RULES, NOW).passedOver())
        .isEqualTo("reported Completed without an order");
  }

  @Example
  void aFailureIsTriedAgainAfterGrowingPauses() {
    Signal failed = report("Failed", null, null, "DownloadFailed");

    DeviceUpdate second = after(ORDERED, ACCEPTED, failed);
    assertThat(second.isWaiting()).isTrue();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.reason()).isEqualTo("DownloadFailed");
    assertThat(second.due()).isEqualTo(NOW.plusSeconds(10));

    DeviceUpdate third = after(second, ORDERED, failed);
    assertThat(third.due()).isEqualTo(NOW.plusSeconds(20));

    DeviceUpdate end = after(third, ORDERED, failed);
    assertThat(end.status()).isEqualTo(UpdateStatus.FAILED);
    assertThat(end.reason()).isEqualTo("DownloadFailed");
  }

  @Example
  void aReportThatEndedAnAttemptDoesNotEndTheNext() {
    Signal failed =
        new Signal.Reported("Failed", null, null, "1.4.0", "NoSpace", null, "2026-03-01T10:00:00Z");
    DeviceUpdate second = after(ORDERED, failed, ORDERED);

    DeviceUpdate.Outcome again = second.on(failed, RULES, NOW);

    assertThat(again.next()).isEqualTo(second);
    assertThat(again.passedOver()).isNull();
  }

  @Example
  void whatAnotherTryCannotMendIsTheEnd() {
    assertThat(after(ORDERED, report("Failed", null, null, "SignatureInvalid")).status())
        .isEqualTo(UpdateStatus.FAILED);
    assertThat(after(ORDERED, new Signal.NotTaken("InvalidOrder", null, false)).status())
        .isEqualTo(UpdateStatus.FAILED);
    assertThat(after(ORDERED, new Signal.NotTaken("Busy", null, true)).isWaiting()).isTrue();
  }

  @Example
  void whoIsNotWellOrGoesBackWhileWatchedHasFailed() {
    DeviceUpdate observed = after(ORDERED, DONE);

    assertThat(after(observed, new Signal.Unwell("critical")).reason())
        .isEqualTo("HealthCheckFailed");
    assertThat(after(observed, new Signal.Runs("1.3.0")).status()).isEqualTo(UpdateStatus.FAILED);
    assertThat(after(observed, report("Failed", null, null, "InstallFailed")).status())
        .isEqualTo(UpdateStatus.FAILED);
    assertThat(after(observed, DONE)).isEqualTo(observed);
  }

  @Example
  void timePassesInDifferentWays() {
    Signal tick = new Signal.Tick();

    DeviceUpdate called = after(ORDERED);
    assertThat(called.on(tick, RULES, NOW.plusSeconds(89)).next()).isEqualTo(called);
    DeviceUpdate anew = called.on(tick, RULES, NOW.plusSeconds(90)).next();
    assertThat(anew.isWaiting()).isTrue();
    assertThat(anew.attempt()).isEqualTo(1);

    DeviceUpdate left = after(ORDERED, new Signal.LeftInTwin());
    assertThat(left.on(tick, RULES, NOW.plus(Duration.ofDays(6))).next()).isEqualTo(left);
    assertThat(left.on(tick, RULES, NOW.plus(Duration.ofDays(7))).next().reason())
        .isEqualTo("Unreachable");

    DeviceUpdate taken = after(left, report("Queued", null, null, null));
    assertThat(taken.on(tick, RULES, NOW.plus(Duration.ofMinutes(30))).next().reason())
        .isEqualTo("TimedOut");
    assertThat(after(tick)).isEqualTo(DeviceUpdate.WAITING);
  }

  @Example
  void whoRunsTheVersionBeforeItsTurnIsLeftOut() {
    DeviceUpdate skipped = after(new Signal.Runs("1.4.0"));

    assertThat(skipped.status()).isEqualTo(UpdateStatus.SKIPPED);
    assertThat(skipped.reason()).isEqualTo("AlreadyUpToDate");
    assertThat(after(new Signal.Runs("1.3.0"))).isEqualTo(DeviceUpdate.WAITING);
  }

  @Provide
  Arbitrary<List<Signal>> signals() {
    Arbitrary<String> statuses =
        Arbitraries.of("Queued", "InProgress", "Completed", "Failed", "Cancelled", "nonsense");
    Arbitrary<String> steps =
        Arbitraries.of("Downloading", "Verifying", "Installing", "Rebooting", "Observing", "x")
            .injectNull(0.2);
    Arbitrary<String> reasons =
        Arbitraries.of("HashMismatch", "SignatureInvalid", "NoSpace").injectNull(0.2);
    Arbitrary<Signal> reports =
        Combinators.combine(
                statuses, steps, Arbitraries.integers().between(-5, 105).injectNull(0.3), reasons)
            .as(DeviceUpdateTest::report);
    Arbitrary<Signal> others =
        Arbitraries.of(
            ORDERED,
            ACCEPTED,
            new Signal.LeftInTwin(),
            new Signal.NotTaken("Busy", null, true),
            new Signal.NotTaken("InvalidOrder", null, false),
            new Signal.Runs("1.3.0"),
            new Signal.Runs("1.4.0"),
            new Signal.Tick(),
            new Signal.Unwell("critical"));
    return Arbitraries.oneOf(reports, others).list().ofMaxSize(40);
  }

  @Property
  void theEndIsTheEndAndAttemptsAreBounded(@ForAll("signals") List<Signal> signals) {
    DeviceUpdate state = DeviceUpdate.WAITING;
    Instant now = NOW;
    for (Signal signal : signals) {
      DeviceUpdate next = state.on(signal, RULES, now).next();

      if (state.status().isFinal()) {
        assertThat(next).isEqualTo(state);
      }
      assertThat(next.attempt()).isBetween(state.attempt(), RULES.retries() + 1);
      assertThat(next.step() == null || next.status() == UpdateStatus.IN_PROGRESS).isTrue();
      assertThat(next.status().isFinal() || next.isWaiting() || next.due() != null).isTrue();
      if (state.status() == UpdateStatus.IN_PROGRESS
          && next.status() == UpdateStatus.IN_PROGRESS
          && state.step() != null) {
        assertThat(next.step()).isNotNull().isGreaterThanOrEqualTo(state.step());
      }
      state = next;
      now = now.plusSeconds(30);
    }
  }

  @Property
  void aSignalThatComesTwiceIsAsOne(@ForAll("signals") List<Signal> signals) {
    DeviceUpdate state = DeviceUpdate.WAITING;
    for (Signal signal : signals) {
      DeviceUpdate once = state.on(signal, RULES, NOW).next();
      boolean newAttempt = once.attempt() > state.attempt();

      if (!newAttempt) {
        assertThat(once.on(signal, RULES, NOW).next()).isEqualTo(once);
      }
      state = once;
    }
  }

  @Property
  void whateverComesTimeBringsItToAnEnd(@ForAll("signals") List<Signal> signals) {
    DeviceUpdate state = after(signals.toArray(Signal[]::new));
    Instant now = NOW;
    for (int i = 0; i < 20 && !state.status().isFinal(); i++) {
      now = now.plus(Duration.ofDays(8));
      state = state.on(ORDERED, RULES, now).next();
      state = state.on(new Signal.LeftInTwin(), RULES, now).next();
      now = now.plus(Duration.ofDays(8));
      state = state.on(new Signal.Tick(), RULES, now).next();
    }
    assertThat(state.status().isFinal()).isTrue();
  }
}
