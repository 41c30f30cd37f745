package dev.homeport.configuration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.registry.IdentityDocument;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A configuration on the wire (IoT Hub service REST API, Configuration). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConfigurationDocument(
    @Nullable String id,
    @Nullable String schemaVersion,
    @Nullable Map<String, @Nullable String> labels,
    @Nullable JsonNode content,
    @Nullable String targetCondition,
    @Nullable String createdTimeUtc,
    @Nullable String lastUpdatedTimeUtc,
    @Nullable Integer priority,
    @Nullable Metrics systemMetrics,
    @Nullable Metrics metrics,
    @Nullable String etag) {

  /** Counts by the names of metrics, and the queries that they come from. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Metrics(
      @Nullable Map<String, @Nullable Long> results,
      @Nullable Map<String, @Nullable String> queries) {}

  static ConfigurationDocument of(ConfigurationService.Counted counted) {
    Configuration configuration = counted.configuration();
    return new ConfigurationDocument(
        configuration.id().value(),
        configuration.schemaVersion(),
        new TreeMap<>(configuration.labels()),
        configuration.contentJson(),
        configuration.target().text(),
        IdentityDocument.time(configuration.createdAt()),
        IdentityDocument.time(configuration.updatedAt()),
        configuration.priority(),
        systemMetrics(configuration, counted.counts()),
        new Metrics(
            new TreeMap<>(configuration.metricResults()),
            new TreeMap<>(configuration.metricQueries())),
        configuration.etag());
  }

  private static Metrics systemMetrics(Configuration configuration, TraceStore.Counts counts) {
    String select =
        switch (configuration.target().kind()) {
          case DEVICES -> "SELECT deviceId FROM devices WHERE ";
          case MODULES -> "SELECT deviceId, moduleId FROM devices.modules WHERE ";
        };
    String status = "configurations.[[" + configuration.id() + "]].status";
    return new Metrics(
        new TreeMap<>(Map.of("targetedCount", counts.targeted(), "appliedCount", counts.applied())),
        new TreeMap<>(
            Map.of(
                "targetedCount", select + "is_defined(" + status + ")",
                "appliedCount", select + status + " = '" + Evaluation.APPLIED + "'")));
  }

  /** What the service that sent it wants. */
  Wanted wanted() {
    return Wanted.of(
        schemaVersion,
        labels,
        content,
        targetCondition,
        priority,
        metrics == null ? null : metrics.queries());
  }
}
