package dev.homeport.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets jobs that have been over for long, in bounded transactions. Thread-safe. */
public final class JobHistory {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobHistory.class);
  private static final int JOBS_AT_ONCE = 100;
  private static final int TARGETS_AT_ONCE = 5_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration retention;
  private final JobStore jobs = new JobStore();
  private final TargetStore targets = new TargetStore();

  /**
   * @param retention how long a job that is over is kept
   */
  public JobHistory(Jdbi jdbi, Clock clock, Duration retention) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.retention = retention;
  }

  void cleanUp(BooleanSupplier stopping) {
    Instant limit = clock.instant().minus(retention);
    List<JobKey> old;
    do {
      old = jdbi.withHandle(handle -> jobs.endedBefore(handle, limit, JOBS_AT_ONCE));
      for (JobKey key : old) {
        if (stopping.getAsBoolean()) {
          return;
        }
        delete(key);
      }
    } while (!old.isEmpty());
  }

  private void delete(JobKey key) {
    int deleted;
    do {
      deleted = jdbi.inTransaction(handle -> targets.delete(handle, key, TARGETS_AT_ONCE));
    } while (deleted == TARGETS_AT_ONCE);
    jdbi.useTransaction(handle -> jobs.delete(handle, key));
    LOGGER.atInfo().addKeyValue("jobId", key.jobId()).log("old job deleted");
  }
}
