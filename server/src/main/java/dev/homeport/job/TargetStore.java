package dev.homeport.job;

import dev.homeport.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of what becomes of the devices of a job. */
final class TargetStore {

  private static final String OF_JOB = " WHERE t.hub = :hub AND t.job_id = :job";

  /** Adds targets that are not there; how many they were. */
  int add(Handle handle, JobKey key, Collection<Identity> identities, Instant now) {
    return names(
            JobStore.bind(
                handle.createUpdate(
                    """
                    INSERT INTO job_target (hub, job_id, device_id, module_id, updated_at)
                    SELECT :hub, :job, device_id, module_id, :now
                    FROM unnest(:devices, :modules) AS u (device_id, module_id)
                    ON CONFLICT DO NOTHING
                    """),
                key),
            identities)
        .bind("now", now)
        .execute();
  }

  /** Targets that nothing was done to yet, in their order, after {@code last}. */
  List<Identity> pending(Handle handle, JobKey key, @Nullable Identity last, int limit) {
    return after(
            JobStore.bind(
                handle.createQuery(
                    "SELECT t.device_id, t.module_id FROM job_target t"
                        + OF_JOB
                        + """
                         AND t.status = 'pending' AND (t.device_id, t.module_id) > (:device, :module)
                        ORDER BY t.device_id, t.module_id LIMIT :limit
                        """),
                key),
            last)
        .bind("limit", limit)
        .map((row, _) -> Identity.of(key.hub().value(), row.getString(1), row.getString(2)))
        .list();
  }

  /** Notes that these are about to be called; the ones that were not pending are left out. */
  List<Identity> start(
      Handle handle, JobKey key, long run, Collection<Identity> identities, Instant now) {
    return names(
            JobStore.bind(
                handle.createQuery(
                    """
                    UPDATE job_target t
                    SET status = 'running', run = :run, started_at = :now, updated_at = :now
                    FROM unnest(:devices, :modules) AS u (device_id, module_id)
                    """
                        + OF_JOB
                        + """
                         AND t.device_id = u.device_id AND t.module_id = u.module_id
                          AND t.status = 'pending'
                        RETURNING t.device_id, t.module_id
                        """),
                key),
            identities)
        .bind("run", run)
        .bind("now", now)
        .map((row, _) -> Identity.of(key.hub().value(), row.getString(1), row.getString(2)))
        .list();
  }

  /**
   * Writes outcomes.
   *
   * @param run of the targets that were started; null for those that are pending
   * @return what changed, without those whose outcome is told already
   */
  List<TargetStatus> finish(
      Handle handle, JobKey key, @Nullable Long run, List<Outcome> outcomes, Instant now) {
    return names(
            JobStore.bind(
                handle.createQuery(
                    """
                    UPDATE job_target t
                    SET status = u.status, run = NULL,
                        started_at = CASE WHEN u.status <> 'pending' THEN coalesce(t.started_at, :now) END,
                        ended_at = CASE WHEN u.status <> 'pending' THEN CAST(:now AS timestamptz) END,
                        updated_at = :now, method_status = u.method_status,
                        method_payload = u.method_payload, error_code = u.error_code,
                        error_description = u.error_description
                    FROM unnest(:devices, :modules, :statuses, :methodStatuses, :payloads, :codes,
                                :descriptions)
                           AS u (device_id, module_id, status, method_status, method_payload,
                                 error_code, error_description)
                    """
                        + OF_JOB
                        + """
                         AND t.device_id = u.device_id AND t.module_id = u.module_id
                          AND t.run IS NOT DISTINCT FROM CAST(:run AS bigint)
                          AND t.status = CASE WHEN CAST(:run AS bigint) IS NULL THEN 'pending' ELSE 'running' END
                        RETURNING t.status
                        """),
                key),
            outcomes.stream().map(Outcome::identity).toList())
        .bindArray("statuses", String.class, outcomes.stream().map(o -> o.status().wire()).toList())
        .bindArray("methodStatuses", Integer.class, values(outcomes, Outcome::methodStatus))
        .bindArray("payloads", String.class, values(outcomes, Outcome::methodPayload))
        .bindArray("codes", String.class, values(outcomes, Outcome::errorCode))
        .bindArray("descriptions", String.class, values(outcomes, Outcome::errorDescription))
        .bind("run", run)
        .bind("now", now)
        .map((row, _) -> status(row.getString(1)))
        .list();
  }

  /** Fails what a run before this one started and never told of; how many they were. */
  int failInterrupted(Handle handle, JobKey key, Instant now) {
    return JobStore.bind(
            handle.createUpdate(
                """
                UPDATE job_target t
                SET status = 'failed', run = NULL, ended_at = :now, updated_at = :now,
                    error_code = :code, error_description = :description
                """
                    + OF_JOB
                    + " AND t.status = 'running'"),
            key)
        .bind("code", Outcome.UNKNOWN)
        .bind("description", Outcome.INTERRUPTED_REASON)
        .bind("now", now)
        .execute();
  }

  /** Ends at most {@code limit} targets whose turn never came; how many they were. */
  int closePending(
      Handle handle,
      JobKey key,
      TargetStatus status,
      @Nullable String code,
      @Nullable String description,
      Instant now,
      int limit) {
    return JobStore.bind(
            handle.createUpdate(
                """
                UPDATE job_target t
                SET status = :status, ended_at = :now, updated_at = :now, error_code = :code,
                    error_description = :description
                """
                    + OF_JOB
                    + """
                     AND (t.device_id, t.module_id) IN (
                      SELECT t.device_id, t.module_id FROM job_target t
                    """
                    + OF_JOB
                    + " AND t.status = 'pending' LIMIT :limit)"),
            key)
        .bind("status", status.wire())
        .bind("code", code)
        .bind("description", description)
        .bind("now", now)
        .bind("limit", limit)
        .execute();
  }

  /** A page of targets in their order, after {@code last}. */
  List<Target> page(
      Handle handle,
      JobKey key,
      @Nullable TargetStatus status,
      String search,
      @Nullable Identity last,
      int limit) {
    return after(
            JobStore.bind(
                handle.createQuery(
                    "SELECT t.* FROM job_target t"
                        + OF_JOB
                        + (status == null ? "" : " AND t.status = '" + status.wire() + "'")
                        + " AND strpos(lower(t.device_id), lower(:search)) > 0"
                        + """
                         AND (t.device_id, t.module_id) > (:device, :module)
                        ORDER BY t.device_id, t.module_id LIMIT :limit
                        """),
                key),
            last)
        .bind("search", search)
        .bind("limit", limit)
        .map((row, _) -> map(key, row))
        .list();
  }

  /** Deletes at most {@code limit} targets; how many they were. */
  int delete(Handle handle, JobKey key, int limit) {
    return JobStore.bind(
            handle.createUpdate(
                "DELETE FROM job_target t"
                    + OF_JOB
                    + """
                     AND (t.device_id, t.module_id) IN (
                      SELECT t.device_id, t.module_id FROM job_target t
                    """
                    + OF_JOB
                    + " LIMIT :limit)"),
            key)
        .bind("limit", limit)
        .execute();
  }

  private static <S extends SqlStatement<S>> S after(S statement, @Nullable Identity last) {
    return statement
        .bind("device", last == null ? "" : last.deviceId().value())
        .bind("module", last == null ? "" : last.moduleColumn());
  }

  private static <S extends SqlStatement<S>> S names(S statement, Collection<Identity> of) {
    return statement
        .bindArray("devices", String.class, of.stream().map(i -> i.deviceId().value()).toList())
        .bindArray("modules", String.class, of.stream().map(Identity::moduleColumn).toList());
  }

  /** {@code Stream.toList} keeps nulls, which an absent value is in the database. */
  private static <T> List<T> values(
      List<Outcome> outcomes, java.util.function.Function<Outcome, @Nullable T> value) {
    List<T> values = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      values.add(value.apply(outcome));
    }
    return values;
  }

  private static TargetStatus status(String wire) {
    return TargetStatus.of(wire).orElseThrow();
  }

  private static Target map(JobKey key, ResultSet row) throws SQLException {
    int methodStatus = row.getInt("method_status");
    boolean unanswered = row.wasNull();
    return new Target(
        Identity.of(key.hub().value(), row.getString("device_id"), row.getString("module_id")),
        status(row.getString("status")),
        JobStore.instant(row, "started_at"),
        JobStore.instant(row, "ended_at"),
        Objects.requireNonNull(JobStore.instant(row, "updated_at")),
        unanswered ? null : methodStatus,
        row.getString("method_payload"),
        row.getString("error_code"),
        row.getString("error_description"));
  }
}
