package dev.homeport.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a job has come with one device. */
public enum TargetStatus {
  PENDING,
  /** Its method was called; the answer is awaited. */
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name in the database and in Homeport's own API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TargetStatus> of(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
