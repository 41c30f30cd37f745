package dev.homeport.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes, shows and cancels jobs. What it answers is durable. Thread-safe; blocks. */
public final class JobService {

  /** The most jobs or devices in one answer. */
  public static final int MAX_PAGE = 1_000;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final JobScheduler scheduler;
  private final TwinQueries queries;
  private final JobStore jobs = new JobStore();
  private final TargetStore targets = new TargetStore();

  public JobService(
      Jdbi jdbi, Outbox outbox, Clock clock, JobScheduler scheduler, TwinQueries queries) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.scheduler = scheduler;
    this.queries = queries;
  }

  /**
   * Makes a job and schedules it, both or none.
   *
   * @param request as IoT Hub's JobRequest: {@code {"type":…,"cloudToDeviceMethod":…|
   *     "updateTwin":…,"queryCondition":…,"startTime":…,"maxExecutionTimeInSeconds":…}}
   * @param by who asks for it: a person's name, or {@code policy} and the name of one of the hub's
   * @throws HubException when it is malformed, or {@link ErrorCode#JOB_ALREADY_EXISTS}
   */
  public Job create(HubName hub, String jobId, JsonNode request, String by) {
    JobKey key = new JobKey(hub, jobId);
    Job job = NewJob.of(key, request, by, now());
    // Groups that are not there are refused now, not at the start time.
    var _ = queries.expanded(hub, Targeting.of(job.condition()).condition());
    jdbi.useTransaction(
        handle -> {
          if (!jobs.insert(handle, job)) {
            throw new HubException(ErrorCode.JOB_ALREADY_EXISTS, "there is a job " + jobId);
          }
          scheduler.schedule(handle, key, job.startAt());
          tell(handle, job);
        });
    outbox.wake();
    scheduler.wake();
    return job;
  }

  /**
   * The job.
   *
   * @throws HubException with {@link ErrorCode#JOB_NOT_FOUND}
   */
  public Job get(HubName hub, String jobId) {
    JobKey key = new JobKey(hub, jobId);
    return jdbi.withHandle(handle -> jobs.find(handle, key)).orElseThrow(() -> notFound(key));
  }

  /**
   * Cancels a job: no more device is taken up. Calls that are under way are waited for. A job that
   * is over stays as it is.
   *
   * @throws HubException with {@link ErrorCode#JOB_NOT_FOUND}
   */
  public Job cancel(HubName hub, String jobId) {
    JobKey key = new JobKey(hub, jobId);
    Job cancelled =
        jdbi.inTransaction(
            handle -> {
              Job job = jobs.lock(handle, key).orElseThrow(() -> notFound(key));
              if (job.status().isOver()) {
                return job;
              }
              Job ended = jobs.end(handle, key, JobStatus.CANCELLED, null, now());
              tell(handle, ended);
              return ended;
            });
    outbox.wake();
    return cancelled;
  }

  /** Jobs, the newest first. */
  public List<Job> list(
      HubName hub, @Nullable JobType type, @Nullable JobStatus status, long offset, int limit) {
    return jdbi.withHandle(handle -> jobs.page(handle, hub, type, status, offset, limit));
  }

  public long count(HubName hub, @Nullable JobType type, @Nullable JobStatus status) {
    return jdbi.withHandle(handle -> jobs.countAll(handle, hub, type, status));
  }

  /**
   * What became of a job's devices, by their ids.
   *
   * @param search part of a device id, whatever its case; empty for all
   * @param after the last one of the page before, null for the first page
   */
  public List<Target> targets(
      HubName hub,
      String jobId,
      @Nullable TargetStatus status,
      String search,
      @Nullable Identity after,
      int limit) {
    JobKey key = get(hub, jobId).key();
    return jdbi.withHandle(handle -> targets.page(handle, key, status, search, after, limit));
  }

  private void tell(Handle handle, Job job) {
    outbox.append(
        handle,
        List.of(
            new Event.JobChanged(
                job.key().hub(), job.key().jobId(), now(), JobDocument.progress(job))));
  }

  private static HubException notFound(JobKey key) {
    return new HubException(ErrorCode.JOB_NOT_FOUND, "no job " + key.jobId());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
