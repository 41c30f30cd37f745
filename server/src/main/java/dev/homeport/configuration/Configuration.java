package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ConfigurationId;
import dev.homeport.HubName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * An automatic configuration as its row holds it.
 *
 * @param number never used again, also when the id is
 * @param version counts the changes, from 1
 * @param settledVersion the version whose effect on every twin is known to be there
 * @param contentJson as it was sent
 * @param metricQueries queries by the names of the metrics
 * @param metricResults how many twins each query found when it ran last
 */
record Configuration(
    long number,
    HubName hub,
    ConfigurationId id,
    long version,
    long settledVersion,
    String schemaVersion,
    Map<String, String> labels,
    JsonNode contentJson,
    Content content,
    Target target,
    int priority,
    Map<String, String> metricQueries,
    Map<String, Long> metricResults,
    Instant createdAt,
    Instant updatedAt) {

  /** The ETag on the wire, without quotes. */
  String etag() {
    return Base64.getEncoder()
        .encodeToString((number + "." + version).getBytes(StandardCharsets.UTF_8));
  }

  /** The same for other twins. */
  Configuration withTarget(Target newTarget) {
    return new Configuration(
        number,
        hub,
        id,
        version,
        settledVersion,
        schemaVersion,
        labels,
        contentJson,
        content,
        newTarget,
        priority,
        metricQueries,
        metricResults,
        createdAt,
        updatedAt);
  }

  Claim claim(DesiredContent desired) {
    return new Claim(number, priority, createdAt, desired);
  }
}
