package dev.homeport.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.TwinService;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells what a threshold would make of devices before it is saved: of each that would heed it, its
 * metric by the latest value, at once and without the hold. Thread-safe; blocks.
 */
public final class ThresholdPreview {

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int PAGE = 1_000;

  private final Jdbi jdbi;
  private final TwinService twins;
  private final ThresholdService thresholds;
  private final Duration longest;

  public ThresholdPreview(Jdbi jdbi, TwinService twins, ThresholdService thresholds) {
    this(jdbi, twins, thresholds, LONGEST);
  }

  ThresholdPreview(Jdbi jdbi, TwinService twins, ThresholdService thresholds, Duration longest) {
    this.jdbi = jdbi;
    this.twins = twins;
    this.thresholds = thresholds;
    this.longest = longest;
  }

  /**
   * How many devices would be how well, as far as this metric goes.
   *
   * @param whole whether all devices were looked at; otherwise those whose ids come first, as time
   *     ran out
   */
  public record Outcome(long healthy, long warning, long critical, boolean whole) {}

  private record Value(String deviceId, double value) {}

  /**
   * @throws HubException as when the threshold were saved
   */
  public Outcome of(HubName hub, ThresholdScope scope, String metric, Limits limits) {
    Threshold threshold = thresholds.draft(hub, scope, metric, limits);
    HealthRules rules = thresholds.rulesWith(hub, threshold);
    Map<HealthStatus, Long> counts = new EnumMap<>(HealthStatus.class);
    long begin = System.nanoTime();
    String after = "";
    List<Value> page = List.of();
    boolean late = false;
    do {
      page = limits.isNone() ? List.of() : page(hub, metric, after);
      Map<String, JsonNode> documents = rules.needTwins() ? twins(hub, page) : Map.of();
      for (Value value : page) {
        JsonNode document = documents.get(value.deviceId());
        if (!rules.needTwins() || (document != null && rules.of(document).contains(threshold))) {
          Gauge gauge = new Gauge(threshold);
          gauge.set(value.value());
          counts.merge(gauge.status(), 1L, Long::sum);
        }
      }
      if (!page.isEmpty()) {
        after = page.getLast().deviceId();
      }
      late = System.nanoTime() - begin > longest.toNanos();
    } while (page.size() == PAGE && !late);
    return new Outcome(
        counts.getOrDefault(HealthStatus.HEALTHY, 0L),
        counts.getOrDefault(HealthStatus.WARNING, 0L),
        counts.getOrDefault(HealthStatus.CRITICAL, 0L),
        page.size() < PAGE);
  }

  /** The latest values of devices in the order of ids. */
  private List<Value> page(HubName hub, String metric, String after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.device_id, s.latest_value FROM metric_series s
                    JOIN identity i ON i.hub = s.hub AND i.device_id = s.device_id
                      AND i.module_id = s.module_id AND i.generation_id = s.generation_id
                    WHERE s.hub = :hub AND s.device_id > :after AND s.module_id = ''
                      AND s.metric = :metric AND s.latest_value IS NOT NULL
                    ORDER BY s.device_id LIMIT :limit
                    """)
                .bind("hub", hub.value())
                .bind("after", after)
                .bind("metric", metric)
                .bind("limit", PAGE)
                .map((row, _) -> new Value(row.getString(1), row.getDouble(2)))
                .list());
  }

  private Map<String, JsonNode> twins(HubName hub, List<Value> page) {
    return twins
        .all(
            page.stream()
                .map(value -> Identity.device(hub, new DeviceId(value.deviceId())))
                .toList())
        .stream()
        .collect(Collectors.toMap(twin -> twin.path("deviceId").asText(), Function.identity()));
  }
}
