package dev.homeport.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row holds it.
 *
 * @param work the method or the patch as JSON text; see {@link JobWork}
 * @param createdBy a person's name, or {@code policy} and the name of one of the hub's; null of
 *     jobs from before it was noted
 * @param run how often it was taken up
 * @param collected whether its devices were found
 */
public record Job(
    JobKey key,
    JobType type,
    JobStatus status,
    String condition,
    String work,
    Duration limit,
    @Nullable String createdBy,
    Instant createdAt,
    Instant startAt,
    @Nullable Instant endedAt,
    Instant updatedAt,
    @Nullable String failure,
    long run,
    boolean collected,
    JobStatistics statistics) {

  /** When no more device is taken up. */
  Instant deadline() {
    return startAt.plus(limit);
  }

  /** Whether all that was to be done to devices is done and told. */
  boolean isSettled() {
    return statistics.pending() == 0 && statistics.running() == 0;
  }
}
