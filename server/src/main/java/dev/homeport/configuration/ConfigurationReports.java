package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ConfigurationId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.TwinQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of configurations: how far each has come, where it loses and to whom, and
 * what a draft would do. Thread-safe; blocks.
 */
public final class ConfigurationReports {

  private final Jdbi jdbi;
  private final ConfigurationStore store;
  private final TraceStore traces;
  private final DraftCheck drafts;

  public ConfigurationReports(
      Jdbi jdbi, TwinQueries queries, GroupStore groups, ObjectMapper json) {
    this.jdbi = jdbi;
    this.store = new ConfigurationStore(json);
    this.traces = new TraceStore(json);
    this.drafts = new DraftCheck(queries, groups);
  }

  /**
   * A configuration with its counts.
   *
   * @param kind {@code deviceContent}, {@code moduleContent} or {@code modulesContent}
   * @param targeted how many twins it targets
   * @param applied on how many of them it has a say
   * @param overridden on how many of them another one got what it wanted to set
   * @param settled whether its last change is on every twin by now
   * @param etag without quotes
   */
  public record Summary(
      String id,
      String kind,
      Map<String, String> labels,
      String targetCondition,
      int priority,
      long targeted,
      long applied,
      long overridden,
      boolean settled,
      List<MetricCount> metrics,
      Instant createdAt,
      Instant updatedAt,
      String etag) {}

  /**
   * A custom metric.
   *
   * @param count what the query found last, null before it ran
   */
  public record MetricCount(String name, String query, @Nullable Long count) {}

  /**
   * All about one configuration.
   *
   * @param conflicts with others, those that it loses to first
   */
  public record Detail(Summary summary, JsonNode content, List<Conflict> conflicts) {}

  /**
   * Another configuration that wants to set the same at the same twins.
   *
   * @param wins whether the other one gets its way
   * @param precedence why whoever wins does
   * @param paths what this one sets and the other one, too; none when a whole deployment is behind
   *     another one
   * @param twins at how many
   */
  public record Conflict(
      String id,
      int priority,
      Instant createdAt,
      boolean wins,
      Precedence precedence,
      List<String> paths,
      long twins) {}

  /**
   * A twin that a configuration targets.
   *
   * @param applied whether it has a say there
   * @param overriddenBy the ids of those that got what it wanted to set
   */
  public record Targeted(Identity identity, boolean applied, List<String> overriddenBy) {}

  /** Which targets are asked for. */
  public enum Choice {
    ALL,
    APPLIED,
    NOT_APPLIED,
    OVERRIDDEN
  }

  /** All of a hub, by id. */
  public List<Summary> all(HubName hub) {
    return jdbi.withHandle(
        handle -> {
          List<Configuration> found =
              store.list(handle, hub, ConfigurationService.MAX_CONFIGURATIONS);
          Map<Long, TraceStore.Counts> counts =
              traces.counts(handle, found.stream().map(Configuration::number).toList());
          return found.stream()
              .map(c -> summary(c, counts.getOrDefault(c.number(), TraceStore.Counts.NONE)))
              .toList();
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#CONFIGURATION_NOT_FOUND}
   */
  public Detail get(HubName hub, ConfigurationId id) {
    return jdbi.withHandle(
        handle -> {
          Configuration found = existing(handle, hub, id);
          TraceStore.Counts counts =
              traces
                  .counts(handle, List.of(found.number()))
                  .getOrDefault(found.number(), TraceStore.Counts.NONE);
          return new Detail(
              summary(found, counts), found.contentJson(), conflicts(handle, hub, found));
        });
  }

  /**
   * The twins that a configuration targets, in the order of their names.
   *
   * @param after the one before the first, null to begin
   * @throws HubException with {@link ErrorCode#CONFIGURATION_NOT_FOUND}
   */
  public List<Targeted> targets(
      HubName hub, ConfigurationId id, Choice choice, @Nullable Identity after, int limit) {
    return jdbi.withHandle(
        handle -> {
          long number = existing(handle, hub, id).number();
          Map<Long, String> ids = new HashMap<>();
          store.all(handle, hub).forEach(c -> ids.put(c.number(), c.id().value()));
          return traces.standings(handle, hub, number, choice, after, limit).stream()
              .map(
                  one ->
                      new Targeted(
                          one.identity(),
                          one.standing().applied(),
                          one.standing().lostTo().stream()
                              .filter(ids::containsKey)
                              .map(ids::get)
                              .sorted()
                              .toList()))
              .toList();
        });
  }

  /** What is wrong with a configuration that is yet to be saved, and whom it would be for. */
  public DraftCheck.Findings check(HubName hub, DraftCheck.Draft draft) {
    return drafts.check(hub, draft);
  }

  private Configuration existing(Handle handle, HubName hub, ConfigurationId id) {
    return store.find(handle, hub, id).orElseThrow(() -> ConfigurationService.notFound(id));
  }

  private static Summary summary(Configuration configuration, TraceStore.Counts counts) {
    List<MetricCount> metrics = new ArrayList<>();
    new TreeMap<>(configuration.metricQueries())
        .forEach(
            (name, query) ->
                metrics.add(new MetricCount(name, query, configuration.metricResults().get(name))));
    return new Summary(
        configuration.id().value(),
        configuration.content().key(),
        new TreeMap<>(configuration.labels()),
        configuration.target().text(),
        configuration.priority(),
        counts.targeted(),
        counts.applied(),
        counts.overridden(),
        configuration.settledVersion() >= configuration.version(),
        metrics,
        configuration.createdAt(),
        configuration.updatedAt(),
        configuration.etag());
  }

  private List<Conflict> conflicts(Handle handle, HubName hub, Configuration one) {
    Map<Long, Configuration> others =
        store.all(handle, hub).stream()
            .collect(Collectors.toMap(Configuration::number, Function.identity()));
    List<Conflict> conflicts = new ArrayList<>();
    traces
        .winnersOver(handle, hub, one.number())
        .forEach((number, twins) -> add(conflicts, one, others.get(number), true, twins));
    traces
        .losersTo(handle, hub, one.number())
        .forEach((number, twins) -> add(conflicts, one, others.get(number), false, twins));
    conflicts.sort(Comparator.comparing(Conflict::wins).reversed().thenComparing(Conflict::id));
    return conflicts;
  }

  private static void add(
      List<Conflict> conflicts,
      Configuration one,
      @Nullable Configuration other,
      boolean wins,
      long twins) {
    if (other != null) {
      conflicts.add(
          new Conflict(
              other.id().value(),
              other.priority(),
              other.createdAt(),
              wins,
              wins ? Precedence.of(other, one) : Precedence.of(one, other),
              Contents.contested(one.content(), other.content()),
              twins));
    }
  }
}
