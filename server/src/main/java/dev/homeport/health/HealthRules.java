package dev.homeport.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.eventlog.Event;
import dev.homeport.twin.query.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All thresholds of a hub at one moment, and which of them a device heeds. Immutable. */
final class HealthRules {

  private static final Set<String> SECTIONS =
      Set.of("tags", "properties.desired", "properties.reported");

  private final List<Threshold> thresholds;
  private final Map<String, Condition> groups;
  private final Set<String> metrics;
  private final Set<String> roots;
  private final boolean byModel;

  /**
   * @param groups the conditions of the groups that thresholds are for, with those of their own
   *     groups in them; thresholds of other groups are for nobody
   */
  HealthRules(Collection<Threshold> thresholds, Map<String, Condition> groups) {
    this.thresholds = List.copyOf(thresholds);
    this.groups = Map.copyOf(groups);
    this.metrics = thresholds.stream().map(Threshold::metric).collect(Collectors.toSet());
    this.roots =
        groups.values().stream()
            .flatMap(condition -> condition.roots().stream())
            .collect(Collectors.toSet());
    this.byModel = thresholds.stream().anyMatch(t -> t.scope().kind() == ThresholdScope.Kind.MODEL);
  }

  /** Whether any threshold is about this metric. */
  boolean names(String metric) {
    return metrics.contains(metric);
  }

  /** Whether {@link #of} looks at the twin. */
  boolean needTwins() {
    return byModel || !groups.isEmpty();
  }

  /**
   * The thresholds that a device heeds, in the order of their metrics.
   *
   * @param twin as the service API has it
   */
  List<Threshold> of(JsonNode twin) {
    Map<String, List<Threshold>> heeded = new TreeMap<>();
    for (Threshold threshold : thresholds) {
      if (isFor(threshold.scope(), twin)) {
        heeded.merge(
            threshold.metric(),
            List.of(threshold),
            (before, one) -> narrower(before, one.getFirst()));
      }
    }
    return heeded.values().stream().flatMap(List::stream).toList();
  }

  private static List<Threshold> narrower(List<Threshold> before, Threshold one) {
    int order = one.scope().kind().compareTo(before.getFirst().scope().kind());
    if (order != 0) {
      return order > 0 ? List.of(one) : before;
    }
    List<Threshold> both = new ArrayList<>(before);
    both.add(one);
    both.sort(Comparator.comparing(threshold -> threshold.scope().name()));
    return both;
  }

  private boolean isFor(ThresholdScope scope, JsonNode twin) {
    return switch (scope.kind()) {
      case DEFAULT -> true;
      case MODEL ->
          twin.path("properties").path("reported").path("model").asText().equals(scope.name());
      case GROUP -> {
        Condition condition = groups.get(scope.name());
        yield condition != null && condition.test(twin);
      }
    };
  }

  /**
   * Whether after this event a device may heed other thresholds.
   *
   * @param body of the event
   */
  boolean dependOn(Event.OfIdentity event, JsonNode body) {
    if (event.identity().isModule()) {
      return false;
    }
    if (event instanceof Event.TwinChanged changed) {
      JsonNode reported = body.path("properties").path("reported");
      boolean model = byModel && (changed.replaced() || reported.has("model"));
      return model
          || (roots.contains("tags") && body.has("tags"))
          || (roots.contains("properties.desired") && body.path("properties").has("desired"))
          || (roots.contains("properties.reported") && !isHealthAlone(reported));
    }
    return roots.stream().anyMatch(root -> !SECTIONS.contains(root));
  }

  /** What health itself reports must not have it judged again, and again. */
  private static boolean isHealthAlone(JsonNode reported) {
    for (var property : reported.properties()) {
      if (!property.getKey().equals(HealthJson.PROPERTY) && !property.getKey().startsWith("$")) {
        return false;
      }
    }
    return true;
  }
}
