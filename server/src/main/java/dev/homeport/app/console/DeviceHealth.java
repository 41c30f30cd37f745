package dev.homeport.app.console;

import dev.homeport.health.HealthReports;
import dev.homeport.health.HealthStatus;
import dev.homeport.health.Standing;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How well a device is, and why.
 *
 * @param since null when it never said anything that a threshold is about
 * @param reasons why it is not well, the worst first
 * @param lastMessageTime of the last message that was taken into account, to within seconds
 * @param silentAfterSeconds the silence that is no longer usual for the device
 * @param metrics what it is judged by, in the order of metrics
 */
@Schema(
    name = "DeviceHealth",
    requiredProperties = {
      "status",
      "since",
      "reasons",
      "lastMessageTime",
      "silentAfterSeconds",
      "metrics"
    })
public record DeviceHealth(
    @Schema(enumeration = {"healthy", "warning", "critical", "unknown"}) String status,
    @Schema(nullable = true, format = "date-time") @Nullable String since,
    List<HealthReason> reasons,
    @Schema(nullable = true, format = "date-time") @Nullable String lastMessageTime,
    @Schema(nullable = true) @Nullable Long silentAfterSeconds,
    List<DeviceHealth.Metric> metrics) {

  /**
   * A metric of the device.
   *
   * @param value the last one; null when there was none
   */
  @Schema(
      name = "DeviceHealthMetric",
      requiredProperties = {"metric", "value", "threshold"})
  public record Metric(
      String metric, @Schema(nullable = true) @Nullable Double value, HealthThreshold threshold) {}

  static DeviceHealth of(HealthReports.Report report) {
    Standing standing = report.standing();
    return new DeviceHealth(
        (standing == null ? HealthStatus.UNKNOWN : standing.status()).word(),
        standing == null ? null : text(standing.since()),
        standing == null ? List.of() : standing.reasons().stream().map(HealthReason::of).toList(),
        text(report.heardAt()),
        report.patience() == null ? null : report.patience().toSeconds(),
        report.metrics().stream()
            .map(
                metric ->
                    new Metric(
                        metric.threshold().metric(),
                        metric.value(),
                        HealthThreshold.of(metric.threshold())))
            .toList());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
