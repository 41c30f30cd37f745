package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homeport.ConfigurationId;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.EtagCondition;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes, deletes and explains automatic configurations, and brings them to the twins.
 * Thread-safe; blocks, so it runs on virtual threads.
 */
public final class ConfigurationService {

  /** Configurations of one hub, as IoT Hub. */
  public static final int MAX_CONFIGURATIONS = 100;

  /** The section {@code configurations} of a row of twins called {@code t}, in SQL. */
  public static final String TWIN_SECTION = "t.configurations";

  private final Jdbi jdbi;
  private final Clock clock;
  private final GroupStore groups;
  private final ConfigurationStore store;
  private final TraceStore traces;
  private final Evaluator evaluator;
  private final Sweep sweep;
  private final DeploymentContent deployments;
  private final Consumer<HubName> changed;

  /**
   * @param changed told after every change which hub's twins have to follow
   */
  public ConfigurationService(
      Jdbi jdbi,
      Outbox outbox,
      RegistryService registry,
      TwinQueries queries,
      GroupStore groups,
      ObjectMapper json,
      Clock clock,
      Consumer<HubName> changed) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.groups = groups;
    this.changed = changed;
    this.store = new ConfigurationStore(json);
    this.traces = new TraceStore(json);
    DeviceTwins twins = new DeviceTwins(outbox, json, clock);
    EdgeModules modules = new EdgeModules(registry);
    this.evaluator = new Evaluator(jdbi, modules, twins, outbox, store, traces, groups);
    this.sweep = new Sweep(jdbi, queries, evaluator, store, traces);
    this.deployments = new DeploymentContent(jdbi, outbox, registry, twins, modules);
  }

  /** A configuration with how many twins it targets and how many it is applied to. */
  record Counted(Configuration configuration, TraceStore.Counts counts) {}

  /**
   * Creates a configuration.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}, {@link
   *     ErrorCode#CONFIGURATION_ALREADY_EXISTS} or {@link ErrorCode#QUOTA_EXCEEDED}
   */
  public void create(HubName hub, ConfigurationId id, Wanted wanted) {
    JsonNode content = wanted.content() == null ? empty() : wanted.content();
    check(hub, Content.of(content), wanted);
    jdbi.useTransaction(
        handle -> {
          store.excludeEvaluations(handle, hub);
          if (store.find(handle, hub, id).isPresent()) {
            throw new HubException(
                ErrorCode.CONFIGURATION_ALREADY_EXISTS, "configuration " + id + " exists already");
          }
          if (store.count(handle, hub) >= MAX_CONFIGURATIONS) {
            throw new HubException(
                ErrorCode.QUOTA_EXCEEDED,
                "a hub has at most " + MAX_CONFIGURATIONS + " configurations");
          }
          store.insert(handle, hub, id, wanted, Content.only(content), now());
        });
    changed.accept(hub);
  }

  /**
   * Changes everything of a configuration but its content.
   *
   * @param ifMatch the ETag it must have, {@code *} for any
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}, {@link
   *     ErrorCode#CONFIGURATION_NOT_FOUND} or {@link ErrorCode#PRECONDITION_FAILED}
   */
  public void replace(HubName hub, ConfigurationId id, Wanted wanted, String ifMatch) {
    jdbi.useTransaction(
        handle -> {
          store.excludeEvaluations(handle, hub);
          Configuration current = store.lock(handle, hub, id).orElseThrow(() -> notFound(id));
          requireMatch(current, ifMatch);
          JsonNode content = wanted.content();
          if (content != null
              && !Content.isEmpty(content)
              && !PropertyPaths.sameNumber(Content.only(content), current.contentJson())) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID,
                "the content of a configuration cannot be changed; create another one");
          }
          check(hub, current.content(), wanted);
          store.update(handle, current.number(), wanted, now());
        });
    changed.accept(hub);
  }

  private void check(HubName hub, Content content, Wanted wanted) {
    Target.of(Target.kind(content), wanted.targetCondition()).check(hub, groups);
    wanted.metricQueries().values().forEach(Metric::of);
  }

  Counted get(HubName hub, ConfigurationId id) {
    return jdbi.withHandle(
        handle -> {
          Configuration found = store.find(handle, hub, id).orElseThrow(() -> notFound(id));
          long number = found.number();
          return new Counted(
              found,
              traces.counts(handle, List.of(number)).getOrDefault(number, TraceStore.Counts.NONE));
        });
  }

  /** The first {@code top} by id. */
  List<Counted> list(HubName hub, int top) {
    return jdbi.withHandle(
        handle -> {
          List<Configuration> found = store.list(handle, hub, top);
          Map<Long, TraceStore.Counts> counts =
              traces.counts(handle, found.stream().map(Configuration::number).toList());
          return found.stream()
              .map(c -> new Counted(c, counts.getOrDefault(c.number(), TraceStore.Counts.NONE)))
              .toList();
        });
  }

  /** Deletes a configuration; its values stay until another one's take their place. */
  public void delete(HubName hub, ConfigurationId id, @Nullable String ifMatch) {
    jdbi.useTransaction(
        handle -> {
          store.excludeEvaluations(handle, hub);
          Configuration current = store.lock(handle, hub, id).orElseThrow(() -> notFound(id));
          if (ifMatch != null) {
            requireMatch(current, ifMatch);
          }
          store.delete(handle, current);
        });
    changed.accept(hub);
  }

  /**
   * What is wrong with a target condition and with queries of metrics.
   *
   * @param metrics the queries by the names of the metrics
   */
  QueryProblems test(HubName hub, @Nullable String targetCondition, Map<String, String> metrics) {
    Map<String, String> problems = new TreeMap<>();
    metrics.forEach(
        (name, query) -> problem(() -> Metric.of(query)).ifPresent(p -> problems.put(name, p)));
    return new QueryProblems(
        problem(() -> Target.of(targetCondition == null ? "" : targetCondition).check(hub, groups))
            .orElse(null),
        problems);
  }

  /** What {@link #test} found; null and empty when all is well. */
  record QueryProblems(@Nullable String target, Map<String, String> metrics) {}

  private static Optional<String> problem(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (HubException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Sets what {@code content} says on the modules of one edge device, at once and only once. */
  void apply(Identity device, JsonNode content) {
    deployments.apply(device, content);
  }

  /** Why a device or module has the values it has. */
  public Explanation explain(Identity identity) {
    return jdbi.withHandle(
            handle ->
                evaluator
                    .look(handle, Identity.device(identity.hub(), identity.deviceId()))
                    .flatMap(
                        seen -> Explanation.of(identity, seen, store.all(handle, identity.hub()))))
        .orElseThrow(() -> RegistryService.notFound(identity));
  }

  /** Brings these devices, with their modules, to what the configurations make of them. */
  void evaluate(HubName hub, Collection<DeviceId> devices) {
    evaluator.evaluate(hub, devices);
  }

  /** Brings what was created, changed or deleted at a hub to all its twins. */
  void sweepChanged(HubName hub) {
    sweep.changed(hub);
  }

  /** Looks at all twins of all hubs and runs the metrics' queries. */
  void sweepAll() {
    sweep.all();
  }

  private static void requireMatch(Configuration current, String ifMatch) {
    if (!EtagCondition.matches(ifMatch, current.etag())) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED,
          "configuration " + current.id() + " has changed: its ETag is another one by now");
    }
  }

  static HubException notFound(ConfigurationId id) {
    return new HubException(ErrorCode.CONFIGURATION_NOT_FOUND, "no configuration " + id);
  }

  private static JsonNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
