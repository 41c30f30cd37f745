package dev.homeport.job;

import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One taking up of a job by one node. What it writes about devices, it writes while it holds the
 * lock on the job's row and after a look whether the job was taken up by another node meanwhile: a
 * node that was thought dead and comes back writes nothing any more. Thread-safe.
 */
final class JobRun {

  /** Progress is told at most this often. */
  static final Duration TELL_EVERY = Duration.ofMillis(500);

  /** The job was taken up by another node, or deleted; the run has to end at once. */
  static final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Superseded() {
      super("the job was taken up again", null, false, false);
    }
  }

  /** What a step does with the targets of the locked job: how many came how far. */
  interface Step {
    JobStatistics take(Handle handle, Job locked, Instant now);
  }

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final JobStore jobs;
  private final BooleanSupplier stopping;
  private final JobKey key;
  private final long number;
  private volatile Job job;
  private volatile Instant told = Instant.EPOCH;
  private volatile boolean untold;

  /**
   * @param begun as the job is at the begin of this run
   * @param stopping whether this node is about to end
   */
  JobRun(
      Jdbi jdbi, Outbox outbox, Clock clock, JobStore jobs, Job begun, BooleanSupplier stopping) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.jobs = jobs;
    this.stopping = stopping;
    this.key = begun.key();
    this.number = begun.run();
    this.job = begun;
  }

  JobKey key() {
    return key;
  }

  long number() {
    return number;
  }

  /** The job as it was after the last step. */
  Job job() {
    return job;
  }

  boolean isStopping() {
    return stopping.getAsBoolean();
  }

  /** Whether more devices may be taken up. */
  boolean mayGoOn() {
    return !isStopping() && job.status() == JobStatus.RUNNING && !isTimeOver();
  }

  boolean isTimeOver() {
    return !now().isBefore(job.deadline());
  }

  Duration timeLeft() {
    return Duration.between(now(), job.deadline());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * One transaction of this run.
   *
   * @throws Superseded when another run has begun
   */
  synchronized Job step(Step step) {
    Job after =
        jdbi.inTransaction(
            handle -> {
              Job before = locked(handle);
              Instant now = now();
              JobStatistics more = step.take(handle, before, now);
              Job counted = jobs.count(handle, key, more, now);
              untold = true;
              if (told.plus(TELL_EVERY).isBefore(now)) {
                tell(handle, counted, now);
              }
              return counted;
            });
    return written(after);
  }

  /** Tells of the last steps when they came too soon after one that was told of. */
  synchronized void catchUp() {
    if (untold) {
      written(
          jdbi.inTransaction(
              handle -> {
                Job now = locked(handle);
                tell(handle, now, now());
                return now;
              }));
    }
  }

  /** Ends the job when nothing is left to be done. */
  synchronized void end(JobStatus status, @Nullable String failure) {
    Job after =
        jdbi.inTransaction(
            handle -> {
              Job before = locked(handle);
              if (before.status() != JobStatus.RUNNING) {
                tell(handle, before, now());
                return before; // cancelled: it has ended already
              }
              Job ended = jobs.end(handle, key, status, failure, now());
              tell(handle, ended, ended.updatedAt());
              return ended;
            });
    written(after);
  }

  /** Notes that all targets are known. */
  synchronized void collected() {
    written(
        jdbi.inTransaction(
            handle -> {
              locked(handle);
              return jobs.collected(handle, key, now());
            }));
  }

  /** Forgets the targets that a run before this one had begun to collect. */
  void startCollecting() {
    jdbi.useTransaction(
        handle -> {
          locked(handle);
          jobs.startCollecting(handle, key);
        });
  }

  private Job locked(Handle handle) {
    return jobs.lock(handle, key)
        .filter(locked -> locked.run() == number)
        .orElseThrow(Superseded::new);
  }

  private void tell(Handle handle, Job told, Instant now) {
    outbox.append(
        handle,
        List.of(new Event.JobChanged(key.hub(), key.jobId(), now, JobDocument.progress(told))));
    this.told = now;
    untold = false;
  }

  private Job written(Job after) {
    job = after;
    outbox.wake();
    return after;
  }
}
