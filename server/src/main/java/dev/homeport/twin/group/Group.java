package dev.homeport.twin.group;

import java.time.Instant;

/**
 * A saved query over devices.
 *
 * @param condition as it was written
 * @param version 1 for a new group, one more with every change
 */
public record Group(
    String name,
    String description,
    String condition,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** The ETag, without quotes. */
  public String etag() {
    return Long.toString(version);
  }
}
