package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the hub of a device is chosen.
 *
 * @param hubs host names or names of hubs among which it is chosen; none: all of the installation
 * @param custom who is asked, with the policy {@code custom} only
 */
public record AllocationRule(
    Policy policy, List<String> hubs, @Nullable CustomAllocationDefinition custom) {

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when what the policy needs is
   *     missing
   */
  public AllocationRule {
    if (policy == Policy.STATIC && hubs.isEmpty()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "allocationPolicy static needs iotHubs");
    }
    if ((policy == Policy.CUSTOM) == (custom == null)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "customAllocationDefinition belongs to the allocationPolicy custom");
    }
  }

  /** By what it is chosen. */
  public enum Policy {
    /** By the weights of the hubs and a hash of the registration id. */
    HASHED("hashed"),
    /**
     * The nearest by the networks that hubs name, as with {@link #HASHED} among equals. All hubs
     * are served by the same servers, so latency itself tells nothing.
     */
    GEO_LATENCY("geoLatency"),
    /** The first that is named. */
    STATIC("static"),
    /** The one that a program of the user's own says. */
    CUSTOM("custom");

    private final String wire;

    Policy(String wire) {
      this.wire = wire;
    }

    /** The name on the wire. */
    public String wire() {
      return wire;
    }

    /**
     * The policy of that name; the first for none.
     *
     * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
     */
    static Policy of(@Nullable String wire) {
      if (wire == null || wire.isEmpty()) {
        return HASHED;
      }
      for (Policy policy : values()) {
        if (policy.wire.equalsIgnoreCase(wire)) {
          return policy;
        }
      }
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "allocationPolicy is none of those that are offered: hashed, geoLatency, static, custom");
    }
  }
}
