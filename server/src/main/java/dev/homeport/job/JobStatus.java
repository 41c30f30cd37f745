package dev.homeport.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a job has come.
 *
 * <pre>
 *   SCHEDULED ──┐
 *               ├──▶ RUNNING ──▶ COMPLETED   every device has an outcome
 *   ENQUEUED ───┘       └──────▶ FAILED      the job itself could not be run
 *       └──── any of the three ─▶ CANCELLED
 * </pre>
 */
public enum JobStatus {
  /** Its start time is to come. */
  SCHEDULED,
  /** It is due. */
  ENQUEUED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOver() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  public static Optional<JobStatus> of(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
