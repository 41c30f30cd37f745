package dev.homeport.update.deployment;

import dev.homeport.update.firmware.VersionOrder;
import java.time.Duration;

/**
 * What a deployment expects of each device's update.
 *
 * @param version that is to run in the end
 * @param retries after the first try
 * @param backOff before the first retry; it doubles with each
 * @param timeout from the order's acceptance to the end
 * @param patience from an order's way into the twin to the device's first word
 * @param observation how long the device has to stay well with the new version
 */
record UpdateRules(
    String version,
    VersionOrder order,
    int retries,
    Duration backOff,
    Duration timeout,
    Duration patience,
    Duration observation) {

  private static final int MAX_DOUBLINGS = 10;

  /** What is waited for an answer to a call, and a little more. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(90);

  Duration backOff(int attempt) {
    return backOff.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
  }

  boolean isTarget(String other) {
    return order.same(version, other);
  }
}
