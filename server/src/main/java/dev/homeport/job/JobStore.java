package dev.homeport.job;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of jobs. */
final class JobStore {

  private static final String ONE = " WHERE hub = :hub AND job_id = :job";

  /** Adds a job; false when one has its id already. */
  boolean insert(Handle handle, Job job) {
    return bind(
                handle.createUpdate(
                    """
                    INSERT INTO job (hub, job_id, type, status, query_condition, work, max_seconds,
                                     created_by, created_at, start_at, updated_at)
                    VALUES (:hub, :job, :type, :status, :condition, :work, :seconds, :by, :created,
                            :start, :created)
                    ON CONFLICT (hub, job_id) DO NOTHING
                    """),
                job.key())
            .bind("type", job.type().wire())
            .bind("status", job.status().wire())
            .bind("condition", job.condition())
            .bind("work", job.work())
            .bind("seconds", job.limit().toSeconds())
            .bind("by", job.createdBy())
            .bind("created", job.createdAt())
            .bind("start", job.startAt())
            .execute()
        == 1;
  }

  Optional<Job> find(Handle handle, JobKey key) {
    return bind(handle.createQuery("SELECT * FROM job" + ONE), key)
        .map((row, _) -> map(row))
        .findOne();
  }

  /**
   * Locks a job until the transaction ends. Whoever locks targets or twins as well locks it first.
   */
  Optional<Job> lock(Handle handle, JobKey key) {
    return bind(handle.createQuery("SELECT * FROM job" + ONE + " FOR UPDATE"), key)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Notes that a node takes a job up; the runs before may not write any more. */
  Job beginRun(Handle handle, JobKey key, JobStatus status, Instant now) {
    return bind(
            handle.createQuery(
                "UPDATE job SET run = run + 1, status = :status, updated_at = :now"
                    + ONE
                    + " RETURNING *"),
            key)
        .bind("status", status.wire())
        .bind("now", now)
        .map((row, _) -> map(row))
        .one();
  }

  /** Adds to the counts of a locked job. */
  Job count(Handle handle, JobKey key, JobStatistics more, Instant now) {
    return bind(
            handle.createQuery(
                """
                UPDATE job
                SET device_count = device_count + :devices, running_count = running_count + :running,
                    succeeded_count = succeeded_count + :succeeded,
                    failed_count = failed_count + :failed,
                    cancelled_count = cancelled_count + :cancelled, updated_at = :now
                """
                    + ONE
                    + " RETURNING *"),
            key)
        .bind("devices", more.devices())
        .bind("running", more.running())
        .bind("succeeded", more.succeeded())
        .bind("failed", more.failed())
        .bind("cancelled", more.cancelled())
        .bind("now", now)
        .map((row, _) -> map(row))
        .one();
  }

  /** Notes that no target is known yet. */
  void startCollecting(Handle handle, JobKey key) {
    bind(handle.createUpdate("DELETE FROM job_target" + ONE), key).execute();
    bind(handle.createUpdate("UPDATE job SET device_count = 0, cancelled_count = 0" + ONE), key)
        .execute();
  }

  Job collected(Handle handle, JobKey key, Instant now) {
    return bind(
            handle.createQuery(
                "UPDATE job SET collected = true, updated_at = :now" + ONE + " RETURNING *"),
            key)
        .bind("now", now)
        .map((row, _) -> map(row))
        .one();
  }

  /** Ends a locked job. */
  Job end(Handle handle, JobKey key, JobStatus status, @Nullable String failure, Instant now) {
    return bind(
            handle.createQuery(
                """
                UPDATE job
                SET status = :status, failure = :failure, ended_at = :now, updated_at = :now
                """
                    + ONE
                    + " RETURNING *"),
            key)
        .bind("status", status.wire())
        .bind("failure", failure)
        .bind("now", now)
        .map((row, _) -> map(row))
        .one();
  }

  /** Jobs of a hub, the newest first. */
  List<Job> page(
      Handle handle,
      HubName hub,
      @Nullable JobType type,
      @Nullable JobStatus status,
      long offset,
      int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM job
            WHERE hub = :hub AND (:type IS NULL OR type = :type)
              AND (:status IS NULL OR status = :status)
            ORDER BY created_at DESC, job_id
            OFFSET :offset LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("type", type == null ? null : type.wire())
        .bind("status", status == null ? null : status.wire())
        .bind("offset", offset)
        .bind("limit", limit)
        .map((row, _) -> map(row))
        .list();
  }

  long countAll(Handle handle, HubName hub, @Nullable JobType type, @Nullable JobStatus status) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM job
            WHERE hub = :hub AND (:type IS NULL OR type = :type)
              AND (:status IS NULL OR status = :status)
            """)
        .bind("hub", hub.value())
        .bind("type", type == null ? null : type.wire())
        .bind("status", status == null ? null : status.wire())
        .mapTo(Long.class)
        .one();
  }

  /** Jobs that ended before {@code limit} and have nothing left to tell. */
  List<JobKey> endedBefore(Handle handle, Instant limit, int count) {
    return handle
        .createQuery(
            """
            SELECT hub, job_id FROM job WHERE ended_at < :limit ORDER BY ended_at LIMIT :count
            """)
        .bind("limit", limit)
        .bind("count", count)
        .map((row, _) -> new JobKey(new HubName(row.getString(1)), row.getString(2)))
        .list();
  }

  void delete(Handle handle, JobKey key) {
    bind(handle.createUpdate("DELETE FROM job" + ONE), key).execute();
  }

  static <S extends SqlStatement<S>> S bind(S statement, JobKey key) {
    return statement.bind("hub", key.hub().value()).bind("job", key.jobId());
  }

  private static Job map(ResultSet row) throws SQLException {
    return new Job(
        new JobKey(new HubName(row.getString("hub")), row.getString("job_id")),
        JobType.of(row.getString("type")).orElseThrow(),
        JobStatus.of(row.getString("status")).orElseThrow(),
        row.getString("query_condition"),
        row.getString("work"),
        Duration.ofSeconds(row.getLong("max_seconds")),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("start_at").toInstant(),
        instant(row, "ended_at"),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("failure"),
        row.getLong("run"),
        row.getBoolean("collected"),
        new JobStatistics(
            row.getLong("device_count"),
            row.getLong("running_count"),
            row.getLong("succeeded_count"),
            row.getLong("failed_count"),
            row.getLong("cancelled_count")));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
