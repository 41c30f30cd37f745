package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks a configuration to be.
 *
 * @param content null or empty to keep what is there
 * @param priority from 0, the greatest wins
 * @param metricQueries queries by the names of the metrics
 */
public record Wanted(
    String schemaVersion,
    Map<String, String> labels,
    @Nullable JsonNode content,
    String targetCondition,
    int priority,
    Map<String, String> metricQueries) {

  /** Custom metrics of one configuration. */
  static final int MAX_METRICS = 20;

  private static final int MAX_LABELS_LENGTH = 10_000;
  private static final String SCHEMA_VERSION = "1.0";

  public Wanted {
    if (priority < 0) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "priority is 0 or greater");
    }
    if (metricQueries.size() > MAX_METRICS) {
      throw tooManyMetrics();
    }
    int length =
        labels.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
    if (length > MAX_LABELS_LENGTH) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "labels have at most " + MAX_LABELS_LENGTH + " characters");
    }
    labels = Map.copyOf(labels);
    metricQueries = Map.copyOf(metricQueries);
  }

  static HubException tooManyMetrics() {
    return new HubException(
        ErrorCode.ARGUMENT_INVALID, "a configuration has at most " + MAX_METRICS + " metrics");
  }

  /** What was sent, with what was left out put in. */
  public static Wanted of(
      @Nullable String schemaVersion,
      @Nullable Map<String, @Nullable String> labels,
      @Nullable JsonNode content,
      @Nullable String targetCondition,
      @Nullable Integer priority,
      @Nullable Map<String, @Nullable String> metricQueries) {
    return new Wanted(
        schemaVersion == null ? SCHEMA_VERSION : schemaVersion,
        withoutNulls(labels),
        content == null || content.isNull() ? null : content,
        targetCondition == null ? "" : targetCondition,
        priority == null ? 0 : priority,
        withoutNulls(metricQueries));
  }

  static Map<String, String> withoutNulls(@Nullable Map<String, @Nullable String> texts) {
    Map<String, String> present = new HashMap<>();
    if (texts != null) {
      texts.forEach(
          (key, value) -> {
            if (value != null) {
              present.put(key, value);
            }
          });
    }
    return present;
  }
}
