package dev.homeport.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.twin.TwinService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tells people where devices stand, and what became of it. Thread-safe; blocks. */
public final class HealthReports {

  /** The most changes of one page. */
  public static final int MAX_CHANGES = 200;

  private final Jdbi jdbi;
  private final TwinService twins;
  private final ThresholdService thresholds;
  private final HealthSettings settings;
  private final HealthStore store;

  public HealthReports(
      Jdbi jdbi,
      TwinService twins,
      ThresholdService thresholds,
      ObjectMapper json,
      HealthSettings settings) {
    this.jdbi = jdbi;
    this.twins = twins;
    this.thresholds = thresholds;
    this.settings = settings;
    this.store = new HealthStore(json);
  }

  /**
   * One device.
   *
   * @param standing null when it never said anything that a threshold is about
   * @param heardAt the last message that is taken into account, to within seconds; null as above
   * @param patience the silence that is usual for the device; null as above
   * @param metrics what it is judged by, in the order of metrics
   */
  public record Report(
      @Nullable Standing standing,
      @Nullable Instant heardAt,
      @Nullable Duration patience,
      List<Metric> metrics) {}

  /**
   * A metric of a device.
   *
   * @param value the last one; null when there was none
   */
  public record Metric(Threshold threshold, @Nullable Double value) {}

  /**
   * A change of a device's health.
   *
   * @param id changes of a device are in the order of ids
   * @param previous null of the first
   */
  public record Change(
      long id,
      Instant at,
      HealthStatus status,
      @Nullable HealthStatus previous,
      List<Reason> reasons) {}

  /**
   * @throws HubException when there is no such device
   */
  public Report of(Identity device) {
    List<Threshold> heeded = thresholds.rules(device.hub()).of(twins.get(device));
    Optional<DeviceHealth.Memory> memory =
        jdbi.withHandle(handle -> store.find(handle, device.hub(), device.deviceId()));
    return new Report(
        memory.map(DeviceHealth.Memory::standing).orElse(null),
        memory.map(DeviceHealth.Memory::heardAt).orElse(null),
        memory.map(m -> Duration.ofMillis(m.rhythm().patience(settings))).orElse(null),
        heeded.stream()
            .map(
                threshold ->
                    new Metric(
                        threshold,
                        memory.map(m -> m.metrics().get(threshold.metric())).orElse(null)))
            .toList());
  }

  /**
   * What became of a device's health, the newest first.
   *
   * @param before the id that the page begins behind; null for the newest
   * @param limit 1 to {@link #MAX_CHANGES}
   */
  public List<Change> changes(Identity device, @Nullable Long before, int limit) {
    if (limit < 1 || limit > MAX_CHANGES) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the limit is between 1 and " + MAX_CHANGES);
    }
    return jdbi.withHandle(
        handle ->
            store.changes(
                handle,
                device.hub(),
                device.deviceId(),
                before == null ? Long.MAX_VALUE : before,
                limit));
  }
}
