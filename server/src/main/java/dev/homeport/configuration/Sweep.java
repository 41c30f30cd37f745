package dev.homeport.configuration;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over all twins that a configuration is or should be for. A configuration that has changed is
 * brought to every one of them; of the others those are evaluated at which the list of targets is
 * not what the condition finds. The two lists are read side by side in the order of the names, a
 * batch at a time, so neither a transaction stays open nor a list is held.
 *
 * <p>Several sweeps at the same time do no harm, only the same work.
 */
final class Sweep {

  private static final Logger LOGGER = LoggerFactory.getLogger(Sweep.class);
  private static final int BATCH = 500;

  private final Jdbi jdbi;
  private final TwinQueries queries;
  private final Evaluator evaluator;
  private final ConfigurationStore configurations;
  private final TraceStore traces;

  Sweep(
      Jdbi jdbi,
      TwinQueries queries,
      Evaluator evaluator,
      ConfigurationStore configurations,
      TraceStore traces) {
    this.jdbi = jdbi;
    this.queries = queries;
    this.evaluator = evaluator;
    this.configurations = configurations;
    this.traces = traces;
  }

  /** Goes over all configurations of all hubs and runs their metric queries. */
  void all() {
    for (HubName hub : jdbi.withHandle(configurations::hubs)) {
      changed(hub);
      for (Configuration configuration : read(hub)) {
        attempt(configuration, () -> walk(configuration, false));
        attempt(configuration, () -> measure(configuration));
      }
    }
  }

  /** Brings what was created, changed or deleted to the twins. */
  void changed(HubName hub) {
    for (long number : jdbi.withHandle(handle -> configurations.deleted(handle, hub))) {
      walkTargets(hub, number, null, null, Set.of());
      jdbi.useHandle(handle -> configurations.forget(handle, number));
    }
    for (Configuration configuration : read(hub)) {
      if (configuration.settledVersion() < configuration.version()) {
        attempt(
            configuration,
            () -> {
              walk(configuration, true);
              jdbi.useHandle(handle -> configurations.setSettled(handle, configuration));
              measure(configuration);
            });
      }
    }
  }

  private List<Configuration> read(HubName hub) {
    return jdbi.withHandle(handle -> configurations.list(handle, hub, Integer.MAX_VALUE));
  }

  /** One configuration whose condition takes too long must not keep the others from their turn. */
  private static void attempt(Configuration configuration, Runnable work) {
    try {
      work.run();
    } catch (HubException e) {
      LOGGER
          .atWarn()
          .addKeyValue("hub", configuration.hub())
          .addKeyValue("configuration", configuration.id())
          .addKeyValue("reason", e.getMessage())
          .log("configuration is swept another time");
    }
  }

  /**
   * Evaluates where the list of targets and what the condition finds differ.
   *
   * @param thorough whether to evaluate also where they agree
   */
  private void walk(Configuration configuration, boolean thorough) {
    Optional<Condition> condition = configuration.target().condition();
    @Nullable Identity[] reached = {null};
    condition.ifPresent(
        c ->
            queries.forEachId(
                configuration.hub(),
                c,
                configuration.target().kind(),
                BATCH,
                found -> {
                  compare(configuration, thorough, found, reached[0]);
                  reached[0] = found.getLast();
                }));
    walkTargets(configuration, reached[0], null, Set.of());
  }

  /** What was found, and the targets behind {@code after} up to the last that was found. */
  private void compare(
      Configuration configuration,
      boolean thorough,
      List<Identity> found,
      @Nullable Identity after) {
    Set<Identity> targets = walkTargets(configuration, after, found.getLast(), Set.copyOf(found));
    Set<Identity> due = new HashSet<>(found);
    if (!thorough) {
      due.removeAll(targets);
    }
    evaluator.evaluate(configuration.hub(), devices(due));
  }

  private Set<Identity> walkTargets(
      Configuration configuration,
      @Nullable Identity after,
      @Nullable Identity upTo,
      Set<Identity> found) {
    return walkTargets(configuration.hub(), configuration.number(), after, upTo, found);
  }

  /**
   * Evaluates the targets behind {@code after} up to {@code upTo} that are not in {@code found};
   * gives back those that are.
   */
  private Set<Identity> walkTargets(
      HubName hub,
      long number,
      @Nullable Identity after,
      @Nullable Identity upTo,
      Set<Identity> found) {
    Set<Identity> both = new HashSet<>();
    @Nullable Identity reached = after;
    while (true) {
      @Nullable Identity from = reached;
      List<Identity> targets =
          jdbi.withHandle(handle -> traces.targets(handle, hub, number, from, upTo, BATCH));
      if (targets.isEmpty()) {
        return both;
      }
      Set<Identity> left = new HashSet<>(targets);
      left.removeAll(found);
      evaluator.evaluate(hub, devices(left));
      targets.stream().filter(found::contains).forEach(both::add);
      reached = targets.getLast();
    }
  }

  private static Collection<DeviceId> devices(Collection<Identity> identities) {
    Set<DeviceId> devices = new HashSet<>();
    identities.forEach(identity -> devices.add(identity.deviceId()));
    return devices;
  }

  private void measure(Configuration configuration) {
    Map<String, Long> results = new HashMap<>();
    configuration
        .metricQueries()
        .forEach((name, query) -> results.put(name, count(configuration.hub(), query)));
    if (!results.isEmpty()) {
      jdbi.useHandle(handle -> configurations.setMetrics(handle, configuration, results));
    }
  }

  private long count(HubName hub, String query) {
    Metric metric = Metric.of(query);
    return queries.count(hub, metric.condition(), metric.kind());
  }
}
