package dev.homeport.update.deployment;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a deployment is for: those that are named, those of a group, or those that meet a
 * condition of the query language. Exactly one of the three.
 */
public record DeploymentTarget(
    List<String> devices, @Nullable String group, @Nullable String condition) {

  private static final int MAX_NAMED = 100_000;

  public DeploymentTarget {
    devices = devices.stream().distinct().toList();
    int ways = (devices.isEmpty() ? 0 : 1) + (group == null ? 0 : 1) + (condition == null ? 0 : 1);
    if (ways != 1) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a target is one of devices, group and condition");
    }
    if (devices.size() > MAX_NAMED) {
      throw new HubException(
          ErrorCode.TOO_MANY_DEVICES, "at most " + MAX_NAMED + " devices can be named");
    }
    devices.forEach(DeviceId::new);
  }

  /** The condition for a group or a condition; null for named devices. */
  @Nullable String query() {
    return group == null ? condition : "IN_GROUP('" + group.replace("'", "''") + "')";
  }
}
