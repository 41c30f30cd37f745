package dev.homeport.app.console;

import dev.homeport.job.Job;
import dev.homeport.job.JobStatistics;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as the list shows it, and as the live socket tells how far it has come.
 *
 * @param createdBy a person's name, or {@code policy} and the name of one of the hub's; null of old
 *     jobs
 * @param endTime null while it is not over
 * @param failureReason why the job itself could not be run
 */
@Schema(
    name = "JobSummary",
    requiredProperties = {
      "jobId",
      "type",
      "status",
      "queryCondition",
      "createdBy",
      "createdTime",
      "startTime",
      "endTime",
      "maxExecutionTimeInSeconds",
      "failureReason",
      "statistics"
    })
public record JobSummary(
    String jobId,
    @Schema(enumeration = {"scheduleDeviceMethod", "scheduleUpdateTwin"}) String type,
    @Schema(enumeration = {"scheduled", "enqueued", "running", "completed", "failed", "cancelled"})
        String status,
    String queryCondition,
    @Schema(nullable = true) @Nullable String createdBy,
    @Schema(format = "date-time") String createdTime,
    @Schema(format = "date-time") String startTime,
    @Schema(nullable = true, format = "date-time") @Nullable String endTime,
    long maxExecutionTimeInSeconds,
    @Schema(nullable = true) @Nullable String failureReason,
    JobCounts statistics) {

  /** How many devices a job has come how far with. */
  @Schema(
      name = "JobCounts",
      requiredProperties = {"devices", "pending", "running", "succeeded", "failed", "cancelled"})
  public record JobCounts(
      long devices, long pending, long running, long succeeded, long failed, long cancelled) {

    static JobCounts of(JobStatistics counts) {
      return new JobCounts(
          counts.devices(),
          counts.pending(),
          counts.running(),
          counts.succeeded(),
          counts.failed(),
          counts.cancelled());
    }
  }

  static JobSummary of(Job job) {
    Instant end = job.endedAt();
    return new JobSummary(
        job.key().jobId(),
        job.type().wire(),
        job.status().wire(),
        job.condition(),
        job.createdBy(),
        job.createdAt().toString(),
        job.startAt().toString(),
        end == null ? null : end.toString(),
        job.limit().toSeconds(),
        job.failure(),
        JobCounts.of(job.statistics()));
  }
}
