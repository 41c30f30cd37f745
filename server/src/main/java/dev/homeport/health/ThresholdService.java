package dev.homeport.health;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.StorableText;
import dev.homeport.registry.EtagCondition;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.GroupConditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the thresholds of hubs; every device is judged by a change within seconds. Thread-safe;
 * blocks.
 */
public final class ThresholdService {

  /** The most thresholds of a hub. */
  public static final int MAX_THRESHOLDS = 1_000;

  public static final int MAX_METRIC = 256;
  public static final Duration MAX_HOLD = Duration.ofDays(1);

  /** Beyond it, telemetry holds no numbers. */
  public static final double MAX_MAGNITUDE = 1e150;

  private static final Logger LOGGER = LoggerFactory.getLogger(ThresholdService.class);
  private static final int MAX_MODEL = 256;

  private final Jdbi jdbi;
  private final GroupConditions groups;
  private final Clock clock;
  private final ThresholdStore store = new ThresholdStore();

  public ThresholdService(Jdbi jdbi, GroupConditions groups, Clock clock) {
    this.jdbi = jdbi;
    this.groups = groups;
    this.clock = clock;
  }

  /** All of a hub, by metric, the widest first. */
  public List<Threshold> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub));
  }

  /**
   * Makes a threshold.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}; {@link
   *     ErrorCode#PRECONDITION_FAILED} when there is one for that metric and scope
   */
  public Threshold create(HubName hub, ThresholdScope scope, String metric, Limits limits) {
    Threshold threshold = draft(hub, scope, metric, limits);
    jdbi.useTransaction(
        handle -> {
          if (store.all(handle, hub).size() >= MAX_THRESHOLDS) {
            throw invalid("a hub has at most " + MAX_THRESHOLDS + " thresholds");
          }
          if (!store.insert(handle, hub, threshold)) {
            throw new HubException(
                ErrorCode.PRECONDITION_FAILED, "there is a threshold for that metric and scope");
          }
        });
    return threshold;
  }

  /**
   * A threshold that is not saved.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  Threshold draft(HubName hub, ThresholdScope scope, String metric, Limits limits) {
    requireValid(hub, scope, metric);
    requireValid(limits);
    return new Threshold(UUID.randomUUID(), scope, metric, limits, 1, now());
  }

  /**
   * Sets other limits.
   *
   * @param ifMatch the ETag that the threshold must have; null: whatever it has
   * @throws HubException with {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#ARGUMENT_INVALID},
   *     {@link ErrorCode#PRECONDITION_FAILED}
   */
  public Threshold update(HubName hub, UUID id, Limits limits, @Nullable String ifMatch) {
    requireValid(limits);
    return jdbi.inTransaction(
        handle -> {
          Threshold before = existing(handle, hub, id, ifMatch);
          Threshold after =
              new Threshold(
                  id, before.scope(), before.metric(), limits, before.version() + 1, now());
          store.update(handle, after);
          return after;
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#PRECONDITION_FAILED}
   */
  public void delete(HubName hub, UUID id, @Nullable String ifMatch) {
    jdbi.useTransaction(
        handle -> {
          existing(handle, hub, id, ifMatch);
          store.delete(handle, id);
        });
  }

  /** Gives a new hub its first thresholds, which its people may change and delete. */
  public void begin(HubName hub) {
    jdbi.useTransaction(
        handle -> {
          if (store.begin(handle, hub)) {
            for (Threshold threshold : first()) {
              store.insert(handle, hub, threshold);
            }
          }
        });
  }

  private List<Threshold> first() {
    Duration minute = Duration.ofMinutes(1);
    return List.of(
        first("cpu", new Limits(Direction.ABOVE, 85.0, 95.0, 5, minute)),
        first("memory", new Limits(Direction.ABOVE, 85.0, 95.0, 3, minute)),
        first("battery", new Limits(Direction.BELOW, 20.0, 10.0, 3, Duration.ZERO)),
        first("signal", new Limits(Direction.BELOW, -100.0, -110.0, 3, minute)));
  }

  private Threshold first(String metric, Limits limits) {
    return new Threshold(UUID.randomUUID(), ThresholdScope.DEFAULT, metric, limits, 1, now());
  }

  ThresholdStore.Revision revision(HubName hub) {
    return jdbi.withHandle(handle -> store.revision(handle, hub));
  }

  /** What devices are judged by now. */
  HealthRules rules(HubName hub) {
    return rules(hub, all(hub));
  }

  /** What devices would be judged by as for one metric, were a threshold saved. */
  HealthRules rulesWith(HubName hub, Threshold draft) {
    List<Threshold> thresholds = new ArrayList<>(List.of(draft));
    for (Threshold threshold : all(hub)) {
      if (threshold.metric().equals(draft.metric()) && !threshold.scope().equals(draft.scope())) {
        thresholds.add(threshold);
      }
    }
    return rules(hub, thresholds);
  }

  private HealthRules rules(HubName hub, List<Threshold> thresholds) {
    Map<String, Condition> conditions = new HashMap<>();
    for (Threshold threshold : thresholds) {
      if (threshold.scope().kind() == ThresholdScope.Kind.GROUP) {
        condition(hub, threshold.scope().name())
            .ifPresent(condition -> conditions.put(threshold.scope().name(), condition));
      }
    }
    return new HealthRules(thresholds, conditions);
  }

  /** Who is in a group, with the conditions of its own groups; nobody when a group is gone. */
  private Optional<Condition> condition(HubName hub, String group) {
    try {
      return groups.find(hub, group).map(condition -> groups.expand(hub, condition));
    } catch (HubException e) {
      LOGGER.atInfo().addKeyValue("group", group).log("thresholds are for a group of no meaning");
      return Optional.empty();
    }
  }

  private Threshold existing(Handle handle, HubName hub, UUID id, @Nullable String ifMatch) {
    Threshold threshold =
        store
            .lock(handle, hub, id)
            .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "no such threshold"));
    if (ifMatch != null && !EtagCondition.matches(ifMatch, threshold.etag())) {
      throw new HubException(ErrorCode.PRECONDITION_FAILED, "the threshold has changed");
    }
    return threshold;
  }

  private void requireValid(HubName hub, ThresholdScope scope, String metric) {
    StorableText.require("metric", metric);
    StorableText.require("the name", scope.name());
    if (metric.isBlank() || metric.length() > MAX_METRIC) {
      throw invalid("a metric has 1 to " + MAX_METRIC + " characters");
    }
    switch (scope.kind()) {
      case DEFAULT -> {
        if (!scope.name().isEmpty()) {
          throw invalid("the default has no name");
        }
      }
      case MODEL -> {
        if (scope.name().isBlank() || scope.name().length() > MAX_MODEL) {
          throw invalid("a model has 1 to " + MAX_MODEL + " characters");
        }
      }
      case GROUP -> {
        if (groups.find(hub, scope.name()).isEmpty()) {
          throw invalid("there is no group " + scope.name());
        }
      }
    }
  }

  private static void requireValid(Limits limits) {
    requireNumber("warning", limits.warning());
    requireNumber("critical", limits.critical());
    requireNumber("hysteresis", limits.hysteresis());
    if (limits.hysteresis() < 0) {
      throw invalid("the hysteresis is not negative");
    }
    if (limits.hold().isNegative() || limits.hold().compareTo(MAX_HOLD) > 0) {
      throw invalid("the hold is 0 to " + MAX_HOLD.toSeconds() + " seconds");
    }
    if (limits.warning() != null
        && limits.critical() != null
        && !limits.direction().isBeyond(limits.critical(), limits.warning(), 0)) {
      throw invalid("critical lies " + limits.direction().word() + " warning");
    }
  }

  private static void requireNumber(String name, @Nullable Double value) {
    if (value != null && !(Math.abs(value) <= MAX_MAGNITUDE)) {
      throw invalid(name + " is a number of at most 150 digits");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
