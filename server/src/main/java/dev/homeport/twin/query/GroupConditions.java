package dev.homeport.twin.query;

import dev.homeport.HubName;
import java.util.Optional;

/** The conditions that {@code IN_GROUP} stands for. */
@FunctionalInterface
public interface GroupConditions {

  /** The condition of a group; empty when there is no such group. */
  Optional<Condition> find(HubName hub, String group);

  /**
   * The same condition with those of its groups in it.
   *
   * @throws dev.homeport.HubException with {@link dev.homeport.ErrorCode#ARGUMENT_INVALID} for a
   *     group that does not exist or is part of itself
   */
  default Condition expand(HubName hub, Condition condition) {
    return GroupExpansion.expand(hub, condition, this);
  }
}
