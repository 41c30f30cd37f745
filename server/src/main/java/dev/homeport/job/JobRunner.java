package dev.homeport.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubException;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs up: finds their devices, does what is to be done to each, ends them. What an earlier
 * run has done stays done; a method that it had called without learning the outcome fails.
 * Thread-safe.
 */
public final class JobRunner {

  /** How long devices that are not online are left in peace, at least. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /**
   * By how much the pause is longer than a look at them, so that a great many are no great load.
   */
  private static final int PAUSE_PER_LOOK = 9;

  private static final Logger LOGGER = LoggerFactory.getLogger(JobRunner.class);
  private static final int CLOSE_BATCH = 5_000;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;
  private final TwinQueries queries;
  private final JobStore jobs = new JobStore();
  private final TargetStore targets = new TargetStore();
  private final TwinWork twins;
  private final MethodWork methods;
  private final int batch;

  public JobRunner(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      TwinQueries queries,
      RegistryService registry,
      MethodService methods,
      JobSettings settings) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
    this.queries = queries;
    this.batch = settings.batch();
    this.twins = new TwinWork(outbox, json, targets, settings.batch());
    this.methods =
        new MethodWork(
            jdbi,
            targets,
            registry,
            methods,
            new Semaphore(settings.concurrency(), true),
            Math.min(settings.batch(), settings.concurrency()));
  }

  /**
   * Does what can be done now; blocks as long as that takes.
   *
   * @param stopping whether this node is about to end
   * @return after how long the job is to be taken up again; empty when it is over
   */
  Optional<Duration> run(JobKey key, BooleanSupplier stopping) {
    Optional<Job> begun = jdbi.inTransaction(handle -> begin(handle, key));
    outbox.wake();
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    JobRun run = new JobRun(jdbi, outbox, clock, jobs, begun.get(), stopping);
    try {
      Optional<Duration> next = work(run);
      run.catchUp();
      return next;
    } catch (JobRun.Superseded e) {
      LOGGER.atWarn().addKeyValue("jobId", key.jobId()).log("job goes on elsewhere");
      return Optional.empty();
    }
  }

  /** Takes a job up, unless nothing is left to be done. */
  private Optional<Job> begin(Handle handle, JobKey key) {
    Optional<Job> found = jobs.lock(handle, key);
    if (found.isEmpty() || (found.get().status().isOver() && found.get().isSettled())) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    JobStatus status = found.get().status();
    boolean starts = !status.isOver() && status != JobStatus.RUNNING;
    jobs.beginRun(handle, key, starts ? JobStatus.RUNNING : status, now);
    int interrupted = targets.failInterrupted(handle, key, now);
    Job job = jobs.count(handle, key, new JobStatistics(0, -interrupted, 0, interrupted, 0), now);
    if (starts) {
      LOGGER.atInfo().addKeyValue("jobId", key.jobId()).log("job starts");
    }
    if (starts || interrupted > 0) {
      outbox.append(
          handle,
          List.of(new Event.JobChanged(key.hub(), key.jobId(), now, JobDocument.progress(job))));
    }
    return Optional.of(job);
  }

  private Optional<Duration> work(JobRun run) {
    JobWork work;
    try {
      work = JobWork.stored(json, run.job());
      if (!run.job().collected() && run.mayGoOn() && !collect(run)) {
        return next(run);
      }
    } catch (HubException e) {
      run.end(JobStatus.FAILED, e.getMessage());
      return next(run);
    }
    return switch (work) {
      case JobWork.Patch patch -> {
        twins.run(run, patch);
        yield next(run);
      }
      case JobWork.Call call -> {
        Duration look = methods.run(run, call.method());
        yield next(run).map(next -> next.equals(PAUSE) ? pauseAfter(look, run.timeLeft()) : next);
      }
    };
  }

  private static Duration pauseAfter(Duration look, Duration timeLeft) {
    Duration pause = look.multipliedBy(PAUSE_PER_LOOK);
    return Collections.max(List.of(PAUSE, Collections.min(List.of(pause, MAX_PAUSE, timeLeft))));
  }

  /** Finds the job's devices; false when it was interrupted. */
  private boolean collect(JobRun run) {
    run.startCollecting();
    Targeting targeting = Targeting.of(run.job().condition());
    boolean whole =
        targeting.forEachBatch(
            queries,
            run.key().hub(),
            batch,
            found -> {
              run.step(
                  (handle, locked, now) ->
                      JobStatistics.found(targets.add(handle, run.key(), found, now)));
              return run.mayGoOn();
            });
    if (whole) {
      run.collected();
      LOGGER
          .atInfo()
          .addKeyValue("jobId", run.key().jobId())
          .addKeyValue("devices", run.job().statistics().devices())
          .log("job has found its devices");
    }
    return whole;
  }

  /** What is to come after the devices that could be dealt with. */
  private Optional<Duration> next(JobRun run) {
    if (run.isStopping()) {
      return Optional.of(Duration.ZERO);
    }
    if (run.job().status() == JobStatus.CANCELLED) {
      close(run, TargetStatus.CANCELLED, null, null);
    } else if (run.isTimeOver() || run.job().status() == JobStatus.FAILED) {
      close(run, TargetStatus.FAILED, Outcome.NOT_STARTED, Outcome.NOT_STARTED_REASON);
    }
    if (!run.job().isSettled()) {
      return Optional.of(run.job().status() == JobStatus.RUNNING ? PAUSE : Duration.ZERO);
    }
    if (run.job().collected()) {
      run.end(JobStatus.COMPLETED, null);
    } else {
      run.end(JobStatus.FAILED, "the job's time was over before all its devices were found");
    }
    LOGGER
        .atInfo()
        .addKeyValue("jobId", run.key().jobId())
        .addKeyValue("status", run.job().status().wire())
        .addKeyValue("succeeded", run.job().statistics().succeeded())
        .addKeyValue("failed", run.job().statistics().failed())
        .log("job is over");
    return Optional.empty();
  }

  private void close(
      JobRun run, TargetStatus status, @Nullable String code, @Nullable String description) {
    boolean failed = status == TargetStatus.FAILED;
    while (run.job().statistics().pending() > 0 && !run.isStopping()) {
      long before = run.job().statistics().pending();
      run.step(
          (handle, locked, now) -> {
            int closed =
                targets.closePending(
                    handle, run.key(), status, code, description, now, CLOSE_BATCH);
            return new JobStatistics(0, 0, 0, failed ? closed : 0, failed ? 0 : closed);
          });
      if (run.job().statistics().pending() == before) {
        throw new IllegalStateException("the counts of the job do not fit its devices");
      }
    }
  }
}
