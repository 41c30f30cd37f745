package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Saves rules. Thread-safe; blocks. */
public final class AlertRules {

  /** The most rules of a hub. */
  public static final int MAX_RULES = 200;

  private final Jdbi jdbi;
  private final TwinQueries queries;
  private final Clock clock;
  private final RuleStore store = new RuleStore();
  private final AlertStore alerts = new AlertStore();

  public AlertRules(Jdbi jdbi, TwinQueries queries, Clock clock) {
    this.jdbi = jdbi;
    this.queries = queries;
    this.clock = clock;
  }

  /** All of a hub, by name. */
  public List<RuleState> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub, clock.instant()));
  }

  /**
   * Makes a rule or changes it. What is open of it stays so while its cause lasts.
   *
   * @param by who does so
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a condition that cannot be
   *     read
   */
  public RuleState save(HubName hub, AlertRule rule, String by) {
    queries.expanded(hub, Condition.parse(rule.condition()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return jdbi.inTransaction(
        handle -> {
          List<RuleState> before = store.all(handle, hub, now);
          boolean isNew =
              before.stream().noneMatch(state -> state.rule().name().equals(rule.name()));
          if (isNew && before.size() >= MAX_RULES) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID, "a hub has at most " + MAX_RULES + " rules");
          }
          store.save(handle, hub, rule, by, now);
          return store.find(handle, hub, rule.name(), now).orElseThrow();
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public void delete(HubName hub, String name) {
    if (!jdbi.inTransaction(handle -> store.delete(handle, hub, name))) {
      throw notFound(name);
    }
  }

  /**
   * Has no messages made of a rule's new alerts for a while.
   *
   * @param span nothing: from now on there are messages again
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public void mute(HubName hub, String name, Duration span, String by) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          if (store.find(handle, hub, name, now).isEmpty()) {
            throw notFound(name);
          }
          alerts.mute(handle, hub, name, "", now.plus(span), by);
        });
  }

  private static HubException notFound(String name) {
    return new HubException(ErrorCode.NOT_FOUND, "there is no rule " + name);
  }
}
