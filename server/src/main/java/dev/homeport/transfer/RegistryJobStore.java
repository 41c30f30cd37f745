package dev.homeport.transfer;

import dev.homeport.HubName;
import dev.homeport.transfer.RegistryJob.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of the table {@code registry_job}. */
final class RegistryJobStore {

  private static final String JOBS =
      """
      SELECT hub, job_id, status, progress, input, input_blob, output, output_blob, without_keys,
        failure, created_by, created_at, ended_at
      FROM registry_job
      """;

  /** Whether it was added: a hub has one at a time that is not over. */
  boolean add(Handle handle, RegistryJob job) {
    return handle
            .createUpdate(
                """
                INSERT INTO registry_job (hub, job_id, type, status, input, input_blob, output,
                  output_blob, without_keys, created_by, created_at)
                VALUES (:hub, :id, :type, 'enqueued', :input, :inputBlob, :output, :outputBlob,
                  :withoutKeys, :by, :now)
                ON CONFLICT (hub) WHERE ended_at IS NULL DO NOTHING
                """)
            .bind("hub", job.hub().value())
            .bind("id", job.jobId())
            .bind("type", job.isImport() ? "import" : "export")
            .bind("input", job.input())
            .bind("inputBlob", job.inputBlob())
            .bind("output", job.output())
            .bind("outputBlob", job.outputBlob())
            .bind("withoutKeys", job.withoutKeys())
            .bind("by", job.createdBy())
            .bind("now", job.createdAt())
            .execute()
        == 1;
  }

  Optional<RegistryJob> find(Handle handle, HubName hub, String jobId) {
    return handle
        .createQuery(JOBS + " WHERE hub = :hub AND job_id = :id")
        .bind("hub", hub.value())
        .bind("id", jobId)
        .map((row, _) -> job(row))
        .findOne();
  }

  /** The newest first. */
  List<RegistryJob> all(Handle handle, HubName hub, int limit) {
    return handle
        .createQuery(JOBS + " WHERE hub = :hub ORDER BY created_at DESC, job_id LIMIT :limit")
        .bind("hub", hub.value())
        .bind("limit", limit)
        .map((row, _) -> job(row))
        .list();
  }

  /** The oldest that is not over. */
  Optional<RegistryJob> next(Handle handle) {
    return handle
        .createQuery(JOBS + " WHERE ended_at IS NULL ORDER BY created_at, hub LIMIT 1")
        .map((row, _) -> job(row))
        .findOne();
  }

  /** Whether it goes on: it may have been cancelled, or its hub be gone. */
  boolean progress(Handle handle, RegistryJob job, int percent) {
    return handle
            .createUpdate(
                """
                UPDATE registry_job SET status = 'running', progress = :percent
                WHERE hub = :hub AND job_id = :id AND ended_at IS NULL
                """)
            .bind("hub", job.hub().value())
            .bind("id", job.jobId())
            .bind("percent", percent)
            .execute()
        == 1;
  }

  /** Ends it, and forgets the signatures of its containers. */
  void end(
      Handle handle,
      HubName hub,
      String jobId,
      Status status,
      @Nullable String failure,
      Instant now) {
    handle
        .createUpdate(
            """
            UPDATE registry_job
            SET status = :status, failure = :failure, ended_at = :now,
              progress = CASE WHEN :status = 'completed' THEN 100 ELSE progress END,
              input = split_part(input, '?', 1), output = split_part(output, '?', 1)
            WHERE hub = :hub AND job_id = :id AND ended_at IS NULL
            """)
        .bind("hub", hub.value())
        .bind("id", jobId)
        .bind("status", status.wire())
        .bind("failure", failure)
        .bind("now", now)
        .execute();
  }

  void dropOld(Handle handle, Instant now, Duration retention) {
    handle.execute("DELETE FROM registry_job WHERE ended_at < ?", now.minus(retention));
  }

  private static RegistryJob job(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new RegistryJob(
        new HubName(row.getString("hub")),
        row.getString("job_id"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getInt("progress"),
        row.getString("input"),
        row.getString("input_blob"),
        row.getString("output"),
        row.getString("output_blob"),
        row.getBoolean("without_keys"),
        row.getString("failure"),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
