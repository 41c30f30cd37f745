package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks a configuration to be.
 *
 * @param content null or empty to keep what is there
 * @param priority from 0, the greatest wins
 * @param metricQueries queries by the names of the metrics
 */
record Wanted(
    String schemaVersion,
    Map<String, String> labels,
    @Nullable JsonNode content,
    String targetCondition,
    int priority,
    Map<String, String> metricQueries) {

  /** Custom metrics of one configuration. */
  static final int MAX_METRICS = 20;

  private static final int MAX_LABELS_LENGTH = 10_000;

  Wanted {
    if (priority < 0) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "priority is 0 or greater");
    }
    if (metricQueries.size() > MAX_METRICS) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a configuration has at most " + MAX_METRICS + " metrics");
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
}
