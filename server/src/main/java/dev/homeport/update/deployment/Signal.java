package dev.homeport.update.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that bears on a device's update. */
sealed interface Signal {

  /** The order goes out: by a call, or into the twin where the device finds it. */
  record Ordered() implements Signal {}

  /** The device took the order: it answered a call with 202. */
  record Accepted() implements Signal {}

  /** The order waits in the twin, because the device is not there. */
  record LeftInTwin() implements Signal {}

  /**
   * The order did not arrive, or was not taken.
   *
   * @param again whether a later try may do better
   */
  record NotTaken(String reason, @Nullable String message, boolean again) implements Signal {}

  /**
   * What the device says of itself; all parts are as it sent them.
   *
   * @param updatedAt tells a report from one that comes a second time
   */
  record Reported(
      String status,
      @Nullable String step,
      @Nullable Integer percent,
      @Nullable String version,
      @Nullable String reason,
      @Nullable String message,
      @Nullable String updatedAt)
      implements Signal {}

  /** The version that the device says it runs. */
  record Runs(String version) implements Signal {}

  /** Time passed; what has a deadline may be over. */
  record Tick() implements Signal {}

  /** While the version was watched, the device was not well. */
  record Unwell(String message) implements Signal {}

  /**
   * Somebody wants no more of it.
   *
   * @param reason for the record
   */
  record Cancel(String reason) implements Signal {}

  /** A signal with its time, of one device. */
  record At(Instant now, Signal signal) {}
}
