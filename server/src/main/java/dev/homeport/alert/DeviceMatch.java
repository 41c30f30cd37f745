package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinQueries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which of some devices meet the condition of a rule. Thread-safe; blocks. */
final class DeviceMatch {

  private static final Logger LOGGER = LoggerFactory.getLogger(DeviceMatch.class);
  private static final Query IDS = Query.parse("SELECT deviceId FROM devices");

  /** As many ids of 128 characters as a query has room for. */
  private static final int AT_ONCE = 25;

  private final TwinQueries queries;

  DeviceMatch(TwinQueries queries) {
    this.queries = queries;
  }

  /** Of a rule whose condition names a group that is gone, none. */
  Set<String> matching(RuleState state, Collection<String> devices) {
    String condition = state.rule().condition();
    if (Condition.parse(condition) == Condition.ALL) {
      return new LinkedHashSet<>(devices);
    }
    Set<String> matching = new LinkedHashSet<>();
    List<String> all = new ArrayList<>(devices);
    try {
      for (int i = 0; i < all.size(); i += AT_ONCE) {
        matching.addAll(
            some(state.hub(), condition, all.subList(i, Math.min(all.size(), i + AT_ONCE))));
      }
    } catch (HubException e) {
      if (e.code() != ErrorCode.ARGUMENT_INVALID) {
        throw e;
      }
      LOGGER
          .atWarn()
          .addKeyValue("rule", state.rule().name())
          .addKeyValue("reason", e.getMessage())
          .log("a rule's condition cannot be judged");
    }
    return matching;
  }

  private List<String> some(HubName hub, String condition, List<String> devices) {
    String ids =
        devices.stream()
            .map(id -> "'" + id.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    Condition both = Condition.parse("deviceId IN [" + ids + "] AND (" + condition + ")");
    return queries.page(hub, IDS.where(both), AT_ONCE, null).items().stream()
        .map(item -> item.path("deviceId").asText())
        .toList();
  }
}
