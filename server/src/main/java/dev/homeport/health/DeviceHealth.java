package dev.homeport.health;

import dev.homeport.messaging.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One device as its health is judged, message by message. The same messages give the same health,
 * however often the node starts in between. Confined to the thread of its partition.
 */
final class DeviceHealth {

  private final String deviceId;
  private final String generationId;
  private final Map<String, Double> metrics;
  private List<Gauge> gauges = List.of();

  /** Of gauges that were there before the last start, until the device's thresholds are known. */
  private Map<UUID, Gauge.Memory> remembered;

  private int partition;
  private long position;
  private long heardAt;
  private Rhythm rhythm;
  private @Nullable Standing standing;
  private @Nullable HealthRules rules;

  /** What outlives a restart. */
  record Memory(
      String deviceId,
      String generationId,
      int partition,
      long position,
      Instant heardAt,
      Rhythm rhythm,
      @Nullable Standing standing,
      Map<String, Double> metrics,
      Map<UUID, Gauge.Memory> gauges) {}

  /** A device that was never heard of. */
  DeviceHealth(String deviceId, String generationId) {
    this(
        new Memory(
            deviceId,
            generationId,
            0,
            -1,
            Instant.EPOCH,
            Rhythm.UNKNOWN,
            null,
            Map.of(),
            Map.of()));
  }

  /** A device as {@link #memory} tells of it. */
  DeviceHealth(Memory memory) {
    deviceId = memory.deviceId();
    generationId = memory.generationId();
    partition = memory.partition();
    position = memory.position();
    heardAt = memory.heardAt().toEpochMilli();
    rhythm = memory.rhythm();
    standing = memory.standing();
    metrics = new HashMap<>(memory.metrics());
    remembered = memory.gauges();
  }

  Memory memory() {
    Map<UUID, Gauge.Memory> kept = new HashMap<>(remembered);
    gauges.forEach(gauge -> kept.put(gauge.threshold().id(), gauge.memory()));
    return new Memory(
        deviceId,
        generationId,
        partition,
        position,
        Instant.ofEpochMilli(heardAt),
        rhythm,
        standing,
        Map.copyOf(metrics),
        kept);
  }

  String deviceId() {
    return deviceId;
  }

  String generationId() {
    return generationId;
  }

  int partition() {
    return partition;
  }

  Optional<Standing> standing() {
    return Optional.ofNullable(standing);
  }

  /** Whether its silence was noticed, and it has not spoken since. */
  boolean isSilent() {
    return standing != null
        && standing.status() == HealthStatus.UNKNOWN
        && standing.reasons().stream().anyMatch(r -> r.metric().equals(Reason.SILENCE));
  }

  boolean isJudgedBy(HealthRules current) {
    return rules == current;
  }

  /** Its thresholds may be others by now, so they are looked up before it is judged again. */
  void doubt() {
    rules = null;
  }

  /** Whether a message was taken into account before. */
  boolean has(int itsPartition, long itsPosition) {
    return itsPartition == partition && itsPosition <= position;
  }

  /**
   * Is judged by these thresholds from now on. Gauges of thresholds that have not changed go on;
   * others begin with the values that are known, at once.
   */
  void judgeBy(HealthRules current, List<Threshold> thresholds) {
    Map<UUID, Gauge> before = new HashMap<>();
    gauges.forEach(gauge -> before.put(gauge.threshold().id(), gauge));
    List<Gauge> next = new ArrayList<>(thresholds.size());
    for (Threshold threshold : thresholds) {
      next.add(gauge(threshold, before.get(threshold.id())));
    }
    gauges = List.copyOf(next);
    remembered = Map.of();
    metrics.keySet().removeIf(metric -> !current.names(metric));
    rules = current;
  }

  private Gauge gauge(Threshold threshold, @Nullable Gauge before) {
    Gauge.Memory memory = before == null ? remembered.get(threshold.id()) : before.memory();
    Optional<Gauge> same =
        before != null && before.threshold().equals(threshold)
            ? Optional.of(before)
            : memory == null ? Optional.empty() : Gauge.of(threshold, memory);
    return same.orElseGet(
        () -> {
          Gauge fresh = new Gauge(threshold);
          Double value = metrics.get(threshold.metric());
          if (value != null) {
            fresh.set(value);
          }
          return fresh;
        });
  }

  /**
   * Takes a message into account. Modules tell that their device is alive; what they measure is not
   * the device's.
   *
   * @param at when the hub took it, in milliseconds since 1970
   */
  void hear(Measurements message, int itsPartition, long itsPosition, long at) {
    if (heardAt > 0 && at > heardAt) {
      rhythm = rhythm.after(at - heardAt);
    }
    heardAt = Math.max(heardAt, at);
    partition = itsPartition;
    position = itsPosition;
    if (!message.moduleId().isEmpty() || message.values().isEmpty() || rules == null) {
      return;
    }
    for (Gauge gauge : gauges) {
      Double value = message.values().get(gauge.threshold().metric());
      if (value != null) {
        gauge.take(at, value);
      }
    }
    for (Map.Entry<String, Double> value : message.values().entrySet()) {
      if (rules.names(value.getKey())) {
        metrics.put(value.getKey(), value.getValue());
      }
    }
  }

  /** Until when it is not yet silent, if it is heard at {@code listening} at the earliest. */
  Instant patientUntil(Instant listening, HealthSettings settings) {
    long from = Math.max(heardAt, listening.toEpochMilli());
    return Instant.ofEpochMilli(from + rhythm.patience(settings));
  }

  /**
   * What its gauges say.
   *
   * @return the new standing, if that is another than before
   */
  Optional<Standing> judge(Instant at) {
    List<Reason> reasons = new ArrayList<>();
    HealthStatus worst = null;
    for (Gauge gauge : gauges) {
      Double value = metrics.get(gauge.threshold().metric());
      if (value == null || gauge.threshold().limits().isNone()) {
        continue;
      }
      HealthStatus status = gauge.status();
      worst = worst == null ? status : worst.or(status);
      if (status != HealthStatus.HEALTHY) {
        reasons.add(gauge.reason(value));
      }
    }
    if (worst == null && standing == null) {
      return Optional.empty(); // it says nothing that anybody is interested in
    }
    reasons.sort(Comparator.comparing(Reason::status).reversed().thenComparing(Reason::metric));
    return become(worst == null ? HealthStatus.UNKNOWN : worst, reasons, at);
  }

  /** Its silence is noticed. */
  Optional<Standing> silence(Instant at, HealthSettings settings) {
    return become(
        HealthStatus.UNKNOWN,
        List.of(
            new Reason(
                Reason.SILENCE,
                HealthStatus.UNKNOWN,
                Duration.ofMillis(at.toEpochMilli() - heardAt).toSeconds(),
                Direction.ABOVE,
                Duration.ofMillis(rhythm.patience(settings)).toSeconds())),
        at);
  }

  private Optional<Standing> become(HealthStatus status, List<Reason> reasons, Instant at) {
    Standing before = standing;
    if (before != null && before.status() == status && sameTroubles(before.reasons(), reasons)) {
      return Optional.empty();
    }
    Instant since = before != null && before.status() == status ? before.since() : at;
    Standing next = new Standing(status, since, List.copyOf(reasons));
    standing = next;
    return Optional.of(next);
  }

  /** Values go up and down; what is told is which limits they are beyond. */
  private static boolean sameTroubles(List<Reason> before, List<Reason> now) {
    if (before.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      Reason a = before.get(i);
      Reason b = now.get(i);
      if (!a.metric().equals(b.metric())
          || a.status() != b.status()
          || a.direction() != b.direction()
          || (a.limit() != b.limit() && !a.metric().equals(Reason.SILENCE))) {
        return false;
      }
    }
    return true;
  }
}
