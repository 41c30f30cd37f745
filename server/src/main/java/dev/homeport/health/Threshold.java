package dev.homeport.health;

import java.time.Instant;
import java.util.UUID;

/**
 * What is expected of one metric of some devices.
 *
 * @param metric the names on the way to the number in the telemetry, with dots
 * @param version 1 for a new one, one more with every change
 */
public record Threshold(
    UUID id, ThresholdScope scope, String metric, Limits limits, long version, Instant updatedAt) {

  /** The ETag, without quotes. */
  public String etag() {
    return Long.toString(version);
  }
}
