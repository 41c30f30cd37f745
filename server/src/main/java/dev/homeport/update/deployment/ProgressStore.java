package dev.homeport.update.deployment;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The SQL of what people see of devices in deployments. */
final class ProgressStore {

  private static final String MATCH =
      """
      WHERE deployment_id = :id
        AND (CAST(:status AS text) IS NULL OR status = :status)
        AND (CAST(:reason AS text) IS NULL OR reason = :reason)
        AND strpos(lower(device_id), lower(:search)) > 0
      """;

  DevicePage page(Handle handle, UUID deployment, DeviceQuery query) {
    String direction = query.ascending() ? " ASC NULLS LAST" : " DESC NULLS LAST";
    List<DeviceProgress> items =
        match(
                handle.createQuery(
                    "SELECT * FROM deployment_device "
                        + MATCH
                        + "ORDER BY "
                        + query.sort().column
                        + direction
                        + ", device_id OFFSET :offset LIMIT :limit"),
                deployment,
                query)
            .bind("offset", (long) query.page() * query.pageSize())
            .bind("limit", query.pageSize())
            .map((row, _) -> DeviceProgress.of(DeploymentDeviceStore.map(row)))
            .list();
    int total =
        match(
                handle.createQuery("SELECT count(*) FROM deployment_device " + MATCH),
                deployment,
                query)
            .mapTo(Integer.class)
            .one();
    return new DevicePage(items, total);
  }

  private static <S extends SqlStatement<S>> S match(S statement, UUID id, DeviceQuery query) {
    UpdateStatus status = query.status();
    return statement
        .bind("id", id)
        .bind("status", status == null ? null : status.wire())
        .bind("reason", query.reason())
        .bind("search", query.search());
  }

  /** What became of a device in all deployments, the newest first. */
  List<DeviceProgress> history(Handle handle, HubName hub, String device, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM deployment_device WHERE hub = :hub AND device_id = :device
            ORDER BY created_at DESC, deployment_id LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("device", device)
        .bind("limit", limit)
        .map((row, _) -> DeviceProgress.of(DeploymentDeviceStore.map(row)))
        .list();
  }

  /** Reasons of failures and of being left out, the most frequent first. */
  List<FailureGroup> failures(Handle handle, UUID deployment) {
    return handle
        .createQuery(
            """
            SELECT status, why AS reason, count(*) AS n,
                   array_agg(device_id ORDER BY device_id) FILTER (WHERE place <= 5) AS examples
            FROM (
              SELECT status, coalesce(reason, '') AS why, device_id,
                     row_number() OVER (PARTITION BY status, reason ORDER BY device_id) AS place
              FROM deployment_device
              WHERE deployment_id = :id AND status IN ('Failed', 'Skipped')) AS f
            GROUP BY status, why ORDER BY status, n DESC, why LIMIT 100
            """)
        .bind("id", deployment)
        .map(
            (row, _) ->
                new FailureGroup(
                    UpdateStatus.of(row.getString("status")).orElseThrow(),
                    row.getString("reason"),
                    row.getInt("n"),
                    List.of((String[]) row.getArray("examples").getArray())))
        .list();
  }

  /** How many devices have come to their end since then; those that were left out do not count. */
  int endedSince(Handle handle, UUID deployment, Instant since) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM deployment_device
            WHERE deployment_id = :id AND status IN ('Completed', 'Failed', 'Cancelled')
              AND ended_at >= :since
            """)
        .bind("id", deployment)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }
}
