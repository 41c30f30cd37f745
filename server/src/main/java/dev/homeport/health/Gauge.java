package dev.homeport.health;

import java.util.Objects;
import java.util.Optional;

/** Judges one metric of one device by one threshold. Confined to one thread. */
final class Gauge {

  private final Threshold threshold;
  private final Toggle warning;
  private final Toggle critical;

  Gauge(Threshold threshold) {
    this(threshold, new Toggle(), new Toggle());
  }

  private Gauge(Threshold threshold, Toggle warning, Toggle critical) {
    this.threshold = threshold;
    this.warning = warning;
    this.critical = critical;
  }

  /** What outlives a restart. */
  record Memory(long version, Toggle.Memory warning, Toggle.Memory critical) {}

  Memory memory() {
    return new Memory(threshold.version(), warning.memory(), critical.memory());
  }

  /** A gauge as {@link #memory} tells of it; empty when the threshold has changed since. */
  static Optional<Gauge> of(Threshold threshold, Memory memory) {
    return memory.version() == threshold.version()
        ? Optional.of(
            new Gauge(threshold, new Toggle(memory.warning()), new Toggle(memory.critical())))
        : Optional.empty();
  }

  Threshold threshold() {
    return threshold;
  }

  /** Takes a value of a moment, in milliseconds since 1970. */
  void take(long at, double value) {
    Limits limits = threshold.limits();
    long hold = limits.hold().toMillis();
    if (limits.warning() != null) {
      warning.take(at, value, limits.direction(), limits.warning(), limits.hysteresis(), hold);
    }
    if (limits.critical() != null) {
      critical.take(at, value, limits.direction(), limits.critical(), limits.hysteresis(), hold);
    }
  }

  /** Begins with a value that was there before the threshold. */
  void set(double value) {
    Limits limits = threshold.limits();
    if (limits.warning() != null) {
      warning.set(value, limits.direction(), limits.warning());
    }
    if (limits.critical() != null) {
      critical.set(value, limits.direction(), limits.critical());
    }
  }

  HealthStatus status() {
    if (critical.isOn()) {
      return HealthStatus.CRITICAL;
    }
    return warning.isOn() ? HealthStatus.WARNING : HealthStatus.HEALTHY;
  }

  /** Why the metric is not well; only asked when it is not. */
  Reason reason(double value) {
    Limits limits = threshold.limits();
    Double limit = critical.isOn() ? limits.critical() : limits.warning();
    return new Reason(
        threshold.metric(), status(), value, limits.direction(), Objects.requireNonNull(limit));
  }
}
