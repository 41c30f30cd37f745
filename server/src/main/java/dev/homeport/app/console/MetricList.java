package dev.homeport.app.console;

import dev.homeport.insight.LatestValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The metrics of a device and its modules, those of the device first. */
@Schema(
    name = "MetricList",
    requiredProperties = {"items"})
public record MetricList(List<MetricList.Metric> items) {

  /**
   * A metric with its latest value.
   *
   * @param metric the names on the way to the field in the messages, with dots
   * @param moduleId null when the device itself sends it
   */
  @Schema(
      name = "Metric",
      requiredProperties = {"metric", "moduleId", "value", "time"})
  public record Metric(
      String metric,
      @Schema(nullable = true) @Nullable String moduleId,
      double value,
      @Schema(format = "date-time") String time) {}

  static MetricList of(List<LatestValue> values) {
    return new MetricList(
        values.stream()
            .map(
                value ->
                    new Metric(
                        value.metric(),
                        value.moduleId().isEmpty() ? null : value.moduleId(),
                        value.value(),
                        value.time().toString()))
            .toList());
  }
}
