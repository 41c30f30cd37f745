package dev.homeport.app.console;

import dev.homeport.configuration.ConfigurationReports;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as the list shows it.
 *
 * @param kind of its content
 * @param targetedCount how many devices or modules it targets
 * @param appliedCount on how many of them it has a say
 * @param overriddenCount on how many of them another one got what it wanted to set
 * @param settled whether its last change is on every device by now
 * @param etag for If-Match, without quotes
 */
@Schema(
    name = "ConfigurationSummary",
    requiredProperties = {
      "id",
      "kind",
      "labels",
      "targetCondition",
      "priority",
      "targetedCount",
      "appliedCount",
      "overriddenCount",
      "settled",
      "metrics",
      "createdTime",
      "updatedTime",
      "etag"
    })
public record ConfigurationSummary(
    String id,
    @Schema(enumeration = {"deviceContent", "moduleContent", "modulesContent"}) String kind,
    Map<String, String> labels,
    String targetCondition,
    int priority,
    long targetedCount,
    long appliedCount,
    long overriddenCount,
    boolean settled,
    List<Metric> metrics,
    @Schema(format = "date-time") String createdTime,
    @Schema(format = "date-time") String updatedTime,
    String etag) {

  /**
   * A custom metric.
   *
   * @param count what the query found last, null before it ran
   */
  @Schema(
      name = "ConfigurationMetric",
      requiredProperties = {"name", "query", "count"})
  public record Metric(String name, String query, @Schema(nullable = true) @Nullable Long count) {}

  static ConfigurationSummary of(ConfigurationReports.Summary summary) {
    return new ConfigurationSummary(
        summary.id(),
        summary.kind(),
        summary.labels(),
        summary.targetCondition(),
        summary.priority(),
        summary.targeted(),
        summary.applied(),
        summary.overridden(),
        summary.settled(),
        summary.metrics().stream()
            .map(metric -> new Metric(metric.name(), metric.query(), metric.count()))
            .toList(),
        summary.createdAt().toString(),
        summary.updatedAt().toString(),
        summary.etag());
  }
}
