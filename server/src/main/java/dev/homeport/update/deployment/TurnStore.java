package dev.homeport.update.deployment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of what the orchestrator has to know, turn by turn. */
final class TurnStore {

  /**
   * How a deployment stands up to a wave.
   *
   * @param devices that are in so far and not skipped
   * @param failed of them
   * @param blocking of them that are not over, but for those whose order waits in their twin
   * @param away of them whose order waits in their twin
   * @param completedInWave in the wave itself
   * @param busy of all that are told and not over, but for those that are only watched
   */
  record Standing(int devices, int failed, int blocking, int away, int completedInWave, int busy) {}

  Standing standing(Handle handle, UUID deployment, int wave) {
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE wave <= :wave AND status <> 'Skipped') AS devices,
                   count(*) FILTER (WHERE wave <= :wave AND status = 'Failed') AS failed,
                   count(*) FILTER (WHERE wave <= :wave AND status IN ('Queued', 'InProgress')
                     AND NOT (told = 'IN_TWIN' AND NOT taken)) AS blocking,
                   count(*) FILTER (WHERE wave = :wave AND status = 'Queued'
                     AND told = 'IN_TWIN' AND NOT taken) AS away,
                   count(*) FILTER (WHERE wave = :wave AND status = 'Completed') AS completed,
                   count(*) FILTER (WHERE status IN ('Queued', 'InProgress')
                     AND (taken OR told = 'CALLED') AND step IS DISTINCT FROM 'Observing') AS busy
            FROM deployment_device WHERE deployment_id = :id
            """)
        .bind("id", deployment)
        .bind("wave", wave)
        .map(
            (row, _) ->
                new Standing(
                    row.getInt("devices"),
                    row.getInt("failed"),
                    row.getInt("blocking"),
                    row.getInt("away"),
                    row.getInt("completed"),
                    row.getInt("busy")))
        .one();
  }

  /** The time zones of devices that wait for their turn. */
  List<String> waitingZones(Handle handle, UUID deployment) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT time_zone FROM deployment_device
            WHERE deployment_id = :id AND status = 'Queued' AND told = 'NO'
            """)
        .bind("id", deployment)
        .mapTo(String.class)
        .list();
  }

  /** Devices whose turn it is. */
  List<String> ready(
      Handle handle,
      UUID deployment,
      int wave,
      @Nullable Set<String> zones,
      Instant now,
      int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM deployment_device
            WHERE deployment_id = :id AND status = 'Queued' AND told = 'NO' AND wave <= :wave
              AND (due_at IS NULL OR due_at <= :now)
              AND (:anywhere OR time_zone = ANY(:zones))
            ORDER BY wave, device_id LIMIT :limit
            """)
        .bind("id", deployment)
        .bind("wave", wave)
        .bind("now", now)
        .bind("limit", limit)
        .bind("anywhere", zones == null)
        .bindArray("zones", String.class, zones == null ? Set.of() : zones)
        .mapTo(String.class)
        .list();
  }

  /** Devices that are told, and whose time is over. */
  List<String> due(Handle handle, UUID deployment, Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM deployment_device
            WHERE deployment_id = :id AND status IN ('Queued', 'InProgress') AND told <> 'NO'
              AND due_at <= :now
            ORDER BY due_at LIMIT :limit
            """)
        .bind("id", deployment)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** Devices that are watched and not well, each with what is wrong. */
  Map<String, String> unwell(Handle handle, UUID deployment, Instant awaySince) {
    Map<String, String> unwell = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT d.device_id, t.reported #>> '{health,status}' AS health,
                   s.session_number IS NULL AS away
            FROM deployment_device d
            LEFT JOIN twin t ON t.hub = d.hub AND t.device_id = d.device_id AND t.module_id = ''
            LEFT JOIN session s ON s.hub = d.hub AND s.device_id = d.device_id AND s.module_id = ''
            LEFT JOIN activity a ON a.hub = d.hub AND a.device_id = d.device_id AND a.module_id = ''
            WHERE d.deployment_id = :id AND d.status = 'InProgress' AND d.step = 'Observing'
              AND (t.reported #>> '{health,status}' = 'critical'
                   OR (s.session_number IS NULL
                       AND (a.connection_changed_at IS NULL OR a.connection_changed_at < :since
                            OR d.due_at <= :since)))
            """)
        .bind("id", deployment)
        .bind("since", awaySince)
        .map(
            (row, _) ->
                unwell.put(
                    row.getString("device_id"),
                    "critical".equals(row.getString("health"))
                        ? "its health was critical"
                        : "it did not stay connected"))
        .list();
    return unwell;
  }

  /**
   * Devices that are not over, by whether they are told, in the order of ids after {@code last}.
   */
  List<DeploymentDevice> open(Handle handle, UUID deployment, String last, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM deployment_device
            WHERE deployment_id = :id AND status IN ('Queued', 'InProgress') AND device_id > :last
            ORDER BY device_id LIMIT :limit
            """)
        .bind("id", deployment)
        .bind("last", last)
        .bind("limit", limit)
        .map((row, _) -> DeploymentDeviceStore.map(row))
        .list();
  }

  /** Devices that are not over and have left the registry. */
  List<String> gone(Handle handle, UUID deployment, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM deployment_device d
            WHERE deployment_id = :id AND status IN ('Queued', 'InProgress')
              AND NOT EXISTS (SELECT FROM identity i WHERE i.hub = d.hub
                              AND i.device_id = d.device_id AND i.module_id = '')
            LIMIT :limit
            """)
        .bind("id", deployment)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** Devices that are over, but whose twin still holds the order. */
  List<String> overInTwin(Handle handle, UUID deployment, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM deployment_device
            WHERE deployment_id = :id AND in_twin AND status NOT IN ('Queued', 'InProgress')
            ORDER BY device_id LIMIT :limit
            """)
        .bind("id", deployment)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }
}
