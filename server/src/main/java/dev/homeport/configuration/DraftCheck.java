package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at what a configuration would be before it is saved. Thread-safe; blocks. */
public final class DraftCheck {

  private final TwinQueries queries;
  private final GroupStore groups;

  DraftCheck(TwinQueries queries, GroupStore groups) {
    this.queries = queries;
    this.groups = groups;
  }

  /**
   * What would be saved.
   *
   * @param content null when there is none yet
   * @param metricQueries by the names of the metrics
   */
  public record Draft(
      @Nullable JsonNode content, String targetCondition, Map<String, String> metricQueries) {

    /** What was sent, with what was left out put in. */
    public static Draft of(
        @Nullable JsonNode content,
        @Nullable String targetCondition,
        @Nullable Map<String, @Nullable String> metricQueries) {
      return new Draft(
          content == null || content.isNull() ? null : content,
          targetCondition == null ? "" : targetCondition,
          Wanted.withoutNulls(metricQueries));
    }
  }

  /**
   * What came of it.
   *
   * @param target how many twins the condition is true for
   * @param contentError what is wrong with the content, null when it is right or not there
   * @param paths what the content sets
   * @param metrics how many twins each query finds
   */
  public record Findings(
      Finding target,
      @Nullable String contentError,
      List<String> paths,
      Map<String, Finding> metrics) {}

  /** A number, or what is wrong. */
  public record Finding(@Nullable Long count, @Nullable String error) {

    private static Finding of(LongSupplier counting) {
      try {
        return new Finding(counting.getAsLong(), null);
      } catch (HubException e) {
        return new Finding(null, e.getMessage());
      }
    }
  }

  Findings check(HubName hub, Draft draft) {
    if (draft.metricQueries().size() > Wanted.MAX_METRICS) {
      throw Wanted.tooManyMetrics();
    }
    JsonNode json = draft.content();
    Content content = null;
    String contentError = null;
    if (json != null) {
      try {
        content = Content.of(json);
      } catch (HubException e) {
        contentError = e.getMessage();
      }
    }
    Content readable = content;
    Map<String, Finding> metrics = new TreeMap<>();
    draft
        .metricQueries()
        .forEach((name, query) -> metrics.put(name, Finding.of(() -> count(hub, query))));
    return new Findings(
        Finding.of(() -> targets(hub, draft.targetCondition(), readable)),
        contentError,
        readable == null ? List.of() : Contents.paths(readable),
        metrics);
  }

  private long count(HubName hub, String query) {
    Metric metric = Metric.of(query);
    return queries.count(hub, metric.condition(), metric.kind());
  }

  private long targets(HubName hub, String text, @Nullable Content content) {
    Target target = content == null ? Target.of(text) : Target.of(Target.kind(content), text);
    target.check(hub, groups);
    return target
        .condition()
        .map(condition -> content instanceof Content.OfEdge ? ofEdgeDevices(condition) : condition)
        .map(condition -> queries.count(hub, condition, target.kind()))
        .orElse(0L);
  }

  private static Condition ofEdgeDevices(Condition condition) {
    String edge = "capabilities.iotEdge = true";
    return Condition.parse(condition == Condition.ALL ? edge : "(" + condition + ") AND " + edge);
  }
}
