package dev.homeport.update.deployment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one device's update: a state machine without side effects. Signals may come in
 * any order and more than once; those that lead backwards or make no sense change nothing but are
 * told apart, so that they can be recorded.
 *
 * <pre>
 *             Ordered            Accepted, Reported             Completed, or Runs the version
 *   Queued ───────────▶ Queued ─────────────────▶ InProgress ─────────────┬──────────────▶ Completed
 *   (waits)             (told)                    Downloading n %         │                    ▲
 *     ▲ ▲                 │                       Verifying               ▼                    │ well
 *     │ └── NotTaken ─────┤                       Installing          InProgress ──────────────┘
 *     │                   │                       Rebooting           Observing
 *     │  tries are left   │ deadline                  │                   │ Unwell, another version
 *     └───────────────────┼───────────────────────────┤                   ▼
 *                         └──── none is left ─────────┴───────────────▶ Failed
 *
 *   Queued, InProgress ── Cancel ──▶ Cancelled
 *   Queued (waits) ── Runs the version ──▶ Skipped
 * </pre>
 *
 * @param step only while in progress
 * @param percent of the step, where the device tells it
 * @param attempt 1 for the first
 * @param told in which way the order of this attempt went out
 * @param taken whether the device has shown that it has the order
 * @param due when the time is over: of a device that waits, when its turn may come; null: never
 * @param endedBy tells the report that ended the attempt before, should it come again
 */
record DeviceUpdate(
    UpdateStatus status,
    @Nullable UpdateStep step,
    @Nullable Integer percent,
    @Nullable String reason,
    @Nullable String message,
    int attempt,
    Told told,
    boolean taken,
    @Nullable Instant due,
    @Nullable String endedBy) {

  static final String ALREADY_UP_TO_DATE = "AlreadyUpToDate";
  static final String TIMED_OUT = "TimedOut";
  static final String UNREACHABLE = "Unreachable";
  static final String HEALTH_CHECK_FAILED = "HealthCheckFailed";
  static final String UNKNOWN = "Unknown";

  /** What another try cannot mend. */
  private static final Set<String> LASTING =
      Set.of("SignatureInvalid", "InvalidOrder", "Incompatible", HEALTH_CHECK_FAILED, "Cancelled");

  private static final int MAX_WORD = 64;
  private static final int MAX_MESSAGE = 500;

  /** How a device learns of its order. */
  enum Told {
    /** Not yet. */
    NO,
    /** By a call, whose outcome is not known yet, or was that the device took it. */
    CALLED,
    /** By its twin, where the order waits for it. */
    IN_TWIN
  }

  /** It waits for its turn. */
  static final DeviceUpdate WAITING =
      new DeviceUpdate(UpdateStatus.QUEUED, null, null, null, null, 1, Told.NO, false, null, null);

  /** It is left out. */
  static DeviceUpdate skipped(String reason, @Nullable String message) {
    return new DeviceUpdate(
        UpdateStatus.SKIPPED, null, null, reason, message, 1, Told.NO, false, null, null);
  }

  /**
   * What a signal makes of a state.
   *
   * @param passedOver why the signal changed nothing, where that is worth a record
   */
  record Outcome(DeviceUpdate next, @Nullable String passedOver) {}

  Outcome on(Signal signal, UpdateRules rules, Instant now) {
    if (status.isFinal()) {
      return late(signal);
    }
    return switch (signal) {
      case Signal.Ordered() ->
          isWaiting() ? changed(told(Told.CALLED, now.plus(UpdateRules.CALL_LIMIT))) : same();
      case Signal.LeftInTwin() ->
          told == Told.CALLED && !taken
              ? changed(told(Told.IN_TWIN, now.plus(rules.patience())))
              : same();
      case Signal.Accepted() -> told != Told.NO && !taken ? changed(taken(rules, now)) : same();
      case Signal.NotTaken notTaken -> notTaken(notTaken, rules, now);
      case Signal.Reported report -> reported(report, rules, now);
      case Signal.Runs(String version) -> runs(version, rules, now);
      case Signal.Tick() -> tick(rules, now);
      case Signal.Unwell(String text) ->
          isObserved() ? changed(ended(UpdateStatus.FAILED, HEALTH_CHECK_FAILED, text)) : same();
      case Signal.Cancel(String why) -> changed(ended(UpdateStatus.CANCELLED, why, null));
    };
  }

  /** It has no order yet, and its turn may come. */
  boolean isWaiting() {
    return status == UpdateStatus.QUEUED && told == Told.NO;
  }

  boolean isObserved() {
    return step == UpdateStep.OBSERVING;
  }

  private Outcome late(Signal signal) {
    return signal instanceof Signal.Reported report && !report.status().equals(status.wire())
        ? new Outcome(this, "reported %s after the end".formatted(cut(report.status(), MAX_WORD)))
        : same();
  }

  private Outcome notTaken(Signal.NotTaken why, UpdateRules rules, Instant now) {
    if (told != Told.CALLED || taken) {
      return same(); // the device has spoken since
    }
    return changed(
        why.again()
            ? failedAttempt(why.reason(), why.message(), null, rules, now)
            : ended(UpdateStatus.FAILED, why.reason(), why.message()));
  }

  private Outcome reported(Signal.Reported report, UpdateRules rules, Instant now) {
    if (report.updatedAt() != null && report.updatedAt().equals(endedBy)) {
      return same(); // of the attempt before, a second time
    }
    if (isWaiting()) {
      return passedOver(report, "without an order");
    }
    if (report.version() != null && !rules.isTarget(report.version())) {
      return passedOver(report, "of version " + cut(report.version(), MAX_WORD));
    }
    UpdateStatus said = UpdateStatus.of(report.status()).orElse(null);
    return switch (said) {
      case QUEUED -> {
        if (status == UpdateStatus.IN_PROGRESS) {
          yield passedOver(report, "backwards");
        }
        yield taken ? same() : changed(taken(rules, now));
      }
      case IN_PROGRESS -> progressed(report, rules, now);
      case COMPLETED -> isObserved() ? same() : changed(arrived(rules, now));
      case FAILED -> failed(report, rules, now);
      case SKIPPED, CANCELLED -> passedOver(report, "which is not a device's to say");
      case null -> passedOver(report, "which is no status");
    };
  }

  private Outcome progressed(Signal.Reported report, UpdateRules rules, Instant now) {
    UpdateStep said = report.step() == null ? null : UpdateStep.of(report.step()).orElse(null);
    if (report.step() != null && (said == null || said == UpdateStep.OBSERVING)) {
      return passedOver(report, "with the step " + cut(report.step(), MAX_WORD));
    }
    Integer part = report.percent();
    if (part != null && (part < 0 || part > 100)) {
      return passedOver(report, "with " + part + " percent");
    }
    int order = Comparator.nullsFirst(Comparator.<UpdateStep>naturalOrder()).compare(said, step);
    int fraction = Integer.compare(part == null ? 0 : part, percent == null ? 0 : percent);
    if (status == UpdateStatus.IN_PROGRESS) {
      if (order < 0 || (order == 0 && fraction < 0)) {
        return passedOver(report, "backwards");
      }
      if (order == 0 && fraction == 0) {
        return same();
      }
    }
    DeviceUpdate from = taken ? this : taken(rules, now);
    return changed(
        new DeviceUpdate(
            UpdateStatus.IN_PROGRESS,
            said,
            part,
            null,
            null,
            attempt,
            told,
            true,
            from.due,
            endedBy));
  }

  private Outcome failed(Signal.Reported report, UpdateRules rules, Instant now) {
    String why = report.reason() == null ? UNKNOWN : cut(report.reason(), MAX_WORD);
    String text = report.message() == null ? null : cut(report.message(), MAX_MESSAGE);
    return changed(
        LASTING.contains(why) || isObserved()
            ? ended(UpdateStatus.FAILED, why, text)
            : failedAttempt(why, text, report.updatedAt(), rules, now));
  }

  private Outcome runs(String version, UpdateRules rules, Instant now) {
    boolean target = rules.isTarget(version);
    if (isWaiting()) {
      return target && attempt == 1
          ? changed(ended(UpdateStatus.SKIPPED, ALREADY_UP_TO_DATE, null))
          : same();
    }
    if (isObserved()) {
      return target
          ? same()
          : changed(
              ended(
                  UpdateStatus.FAILED,
                  HEALTH_CHECK_FAILED,
                  "it went back to version " + cut(version, MAX_WORD)));
    }
    return target ? changed(arrived(rules, now)) : same();
  }

  private Outcome tick(UpdateRules rules, Instant now) {
    if (isWaiting() || due == null || now.isBefore(due)) {
      return same();
    }
    if (isObserved()) {
      return changed(ended(UpdateStatus.COMPLETED, null, null));
    }
    if (taken) {
      return changed(
          ended(
              UpdateStatus.FAILED,
              TIMED_OUT,
              "no end within " + rules.timeout().toSeconds() + " s of taking the order"));
    }
    // Who called it has died since; the same order a second time does no harm.
    return changed(
        told == Told.CALLED
            ? new DeviceUpdate(
                UpdateStatus.QUEUED,
                null,
                null,
                reason,
                message,
                attempt,
                Told.NO,
                false,
                now,
                endedBy)
            : ended(UpdateStatus.FAILED, UNREACHABLE, "no word about the order"));
  }

  private DeviceUpdate told(Told how, Instant until) {
    return new DeviceUpdate(
        UpdateStatus.QUEUED, null, null, reason, message, attempt, how, false, until, endedBy);
  }

  private DeviceUpdate taken(UpdateRules rules, Instant now) {
    return new DeviceUpdate(
        UpdateStatus.QUEUED,
        null,
        null,
        null,
        null,
        attempt,
        told,
        true,
        now.plus(rules.timeout()),
        endedBy);
  }

  private DeviceUpdate arrived(UpdateRules rules, Instant now) {
    if (rules.observation().isZero()) {
      return ended(UpdateStatus.COMPLETED, null, null);
    }
    return new DeviceUpdate(
        UpdateStatus.IN_PROGRESS,
        UpdateStep.OBSERVING,
        null,
        null,
        null,
        attempt,
        told,
        true,
        now.plus(rules.observation()),
        endedBy);
  }

  /** Back to waiting while tries are left, with what happened last; else the end. */
  private DeviceUpdate failedAttempt(
      String why, @Nullable String text, @Nullable String by, UpdateRules rules, Instant now) {
    if (attempt > rules.retries()) {
      return ended(UpdateStatus.FAILED, why, text);
    }
    return new DeviceUpdate(
        UpdateStatus.QUEUED,
        null,
        null,
        why,
        text,
        attempt + 1,
        Told.NO,
        false,
        now.plus(rules.backOff(attempt)),
        by == null ? endedBy : by);
  }

  private DeviceUpdate ended(UpdateStatus end, @Nullable String why, @Nullable String text) {
    return new DeviceUpdate(end, null, null, why, text, attempt, told, taken, null, endedBy);
  }

  private Outcome changed(DeviceUpdate next) {
    return new Outcome(next, null);
  }

  private Outcome same() {
    return new Outcome(this, null);
  }

  private Outcome passedOver(Signal.Reported report, String how) {
    return new Outcome(this, "reported %s %s".formatted(cut(report.status(), MAX_WORD), how));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
