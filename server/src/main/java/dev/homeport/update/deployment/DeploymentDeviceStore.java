package dev.homeport.update.deployment;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of what becomes of devices. */
final class DeploymentDeviceStore {

  private static final String OPEN = "status IN ('Queued', 'InProgress')";

  /** Adds devices that are not in yet, and that no other deployment holds. */
  void add(Handle handle, HubName hub, Collection<DeploymentDevice> devices) {
    if (devices.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO deployment_device
              (deployment_id, hub, device_id, firmware_id, version, from_version, time_zone, wave,
               status, reason, message, created_at, ended_at, updated_at)
            SELECT deployment_id, :hub, device_id, firmware_id, version, from_version, time_zone, wave,
                   status, reason, message, CAST(created_at AS timestamptz),
                   CASE WHEN status = 'Skipped' THEN CAST(created_at AS timestamptz) END,
                   CAST(created_at AS timestamptz)
            FROM unnest(:deployments, :devices, :firmware, :versions, :from, :zones, :waves, :statuses,
                        :reasons, :messages, :created)
              AS u (deployment_id, device_id, firmware_id, version, from_version, time_zone, wave,
                    status, reason, message, created_at)
            ORDER BY device_id
            ON CONFLICT DO NOTHING
            """)
        .bind("hub", hub.value())
        .bindArray("deployments", UUID.class, column(devices, DeploymentDevice::deploymentId))
        .bindArray("devices", String.class, column(devices, DeploymentDevice::deviceId))
        .bindArray("firmware", UUID.class, column(devices, DeploymentDevice::firmwareId))
        .bindArray("versions", String.class, column(devices, DeploymentDevice::version))
        .bindArray("from", String.class, column(devices, DeploymentDevice::fromVersion))
        .bindArray("zones", String.class, column(devices, DeploymentDevice::timeZone))
        .bindArray("waves", Integer.class, column(devices, DeploymentDevice::wave))
        .bindArray("statuses", String.class, column(devices, d -> d.update().status().wire()))
        .bindArray("reasons", String.class, column(devices, d -> d.update().reason()))
        .bindArray("messages", String.class, column(devices, d -> d.update().message()))
        .bindArray("created", String.class, column(devices, d -> d.createdAt().toString()))
        .execute();
  }

  /**
   * Takes out the devices that were left out and may not be any more: they are registered, enabled
   * or free by now, or have told since what they are.
   */
  void reconsider(Handle handle, UUID deployment) {
    handle
        .createUpdate(
            """
            DELETE FROM deployment_device d
            USING identity i JOIN twin t USING (hub, device_id, module_id)
            WHERE d.deployment_id = :deployment AND d.status = 'Skipped'
              AND i.hub = d.hub AND i.device_id = d.device_id AND i.module_id = ''
              AND CASE d.reason
                    WHEN 'NotFound' THEN true
                    WHEN 'Disabled' THEN i.enabled
                    WHEN 'Busy' THEN NOT EXISTS (
                      SELECT FROM deployment_device o
                      WHERE o.hub = d.hub AND o.device_id = d.device_id
                        AND o.status IN ('Queued', 'InProgress'))
                    WHEN 'Incompatible' THEN greatest(
                      t.reported_metadata #>> '{model,$lastUpdated}',
                      t.reported_metadata #>> '{firmware,$lastUpdated}',
                      t.reported_metadata #>> '{hardwareRevision,$lastUpdated}',
                      t.reported_metadata #>> '{deviceUpdate,$lastUpdated}') COLLATE "C"
                      >= to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
                    ELSE false END
            """)
        .bind("deployment", deployment)
        .execute();
  }

  /** Gives each device that is not skipped its wave, in an order without a meaning. */
  void assignWaves(Handle handle, UUID deployment, int[] bounds) {
    handle
        .createUpdate(
            """
            UPDATE deployment_device d
            SET wave = (SELECT count(*) FROM unnest(:bounds) AS b (bound) WHERE b.bound < o.place)
            FROM (
              SELECT device_id,
                     row_number() OVER (ORDER BY md5(deployment_id::text || device_id)) AS place
              FROM deployment_device WHERE deployment_id = :id AND status = 'Queued') AS o
            WHERE d.deployment_id = :id AND d.device_id = o.device_id
            """)
        .bind("id", deployment)
        .bindArray("bounds", Integer.class, java.util.Arrays.stream(bounds).boxed().toList())
        .execute();
  }

  /**
   * Locks the rows of devices: those that are open, and those of the deployments that are named.
   */
  List<DeploymentDevice> lock(
      Handle handle, HubName hub, Collection<String> devices, Collection<UUID> deployments) {
    return handle
        .createQuery(
            """
            SELECT * FROM deployment_device
            WHERE hub = :hub AND device_id = ANY(:devices)
              AND (status IN ('Queued', 'InProgress') OR deployment_id = ANY(:deployments))
            ORDER BY device_id, deployment_id FOR UPDATE
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, devices)
        .bindArray("deployments", UUID.class, deployments)
        .map((row, _) -> map(row))
        .list();
  }

  Optional<DeploymentDevice> find(Handle handle, UUID deployment, String device) {
    return handle
        .createQuery(
            "SELECT * FROM deployment_device WHERE deployment_id = :id AND device_id = :device")
        .bind("id", deployment)
        .bind("device", device)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Writes what changed of locked rows. */
  void update(Handle handle, Collection<DeploymentDevice> devices) {
    if (devices.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            UPDATE deployment_device d
            SET status = u.status, step = u.step, percent = u.percent, reason = u.reason,
                message = u.message, attempt = u.attempt, told = u.told, taken = u.taken,
                due_at = CAST(u.due AS timestamptz), ended_by = u.ended_by,
                passed_over = u.passed_over, last_passed_over = u.last_passed_over,
                told_at = CAST(u.told_at AS timestamptz), ended_at = CAST(u.ended_at AS timestamptz),
                updated_at = CAST(u.updated_at AS timestamptz)
            FROM unnest(:deployments, :devices, :statuses, :steps, :percents, :reasons, :messages,
                        :attempts, :told, :taken, :due, :endedBy, :passed, :lastPassed, :toldAt, :endedAt,
                        :updatedAt)
              AS u (deployment_id, device_id, status, step, percent, reason, message, attempt, told,
                    taken, due, ended_by, passed_over, last_passed_over, told_at, ended_at, updated_at)
            WHERE d.deployment_id = u.deployment_id AND d.device_id = u.device_id
            """)
        .bindArray("deployments", UUID.class, column(devices, DeploymentDevice::deploymentId))
        .bindArray("devices", String.class, column(devices, DeploymentDevice::deviceId))
        .bindArray("statuses", String.class, column(devices, d -> d.update().status().wire()))
        .bindArray("steps", String.class, column(devices, d -> step(d.update())))
        .bindArray("percents", Integer.class, column(devices, d -> d.update().percent()))
        .bindArray("reasons", String.class, column(devices, d -> d.update().reason()))
        .bindArray("messages", String.class, column(devices, d -> d.update().message()))
        .bindArray("attempts", Integer.class, column(devices, d -> d.update().attempt()))
        .bindArray("told", String.class, column(devices, d -> d.update().told().name()))
        .bindArray("taken", Boolean.class, column(devices, d -> d.update().taken()))
        .bindArray("due", String.class, column(devices, d -> text(d.update().due())))
        .bindArray("endedBy", String.class, column(devices, d -> d.update().endedBy()))
        .bindArray("passed", Integer.class, column(devices, DeploymentDevice::passedOver))
        .bindArray("lastPassed", String.class, column(devices, DeploymentDevice::lastPassedOver))
        .bindArray("toldAt", String.class, column(devices, d -> text(d.toldAt())))
        .bindArray("endedAt", String.class, column(devices, d -> text(d.endedAt())))
        .bindArray("updatedAt", String.class, column(devices, d -> d.updatedAt().toString()))
        .execute();
  }

  private static @Nullable String step(DeviceUpdate update) {
    return update.step() == null ? null : update.step().wire();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** {@code Stream.toList} keeps nulls, which an absent value is in the database. */
  private static <T> List<T> column(
      Collection<DeploymentDevice> devices, Function<DeploymentDevice, @Nullable T> value) {
    List<T> values = new java.util.ArrayList<>(devices.size());
    for (DeploymentDevice device : devices) {
      values.add(value.apply(device));
    }
    return values;
  }

  DeploymentCounts counts(Handle handle, UUID deployment) {
    Map<UpdateStatus, Integer> counts = new EnumMap<>(UpdateStatus.class);
    handle
        .createQuery(
            """
            SELECT status, count(*) AS n FROM deployment_device
            WHERE deployment_id = :id GROUP BY status
            """)
        .bind("id", deployment)
        .map(
            (row, _) ->
                counts.put(UpdateStatus.of(row.getString("status")).orElseThrow(), row.getInt("n")))
        .list();
    return new DeploymentCounts(counts);
  }

  void setInTwin(Handle handle, UUID deployment, Collection<String> devices, boolean inTwin) {
    handle
        .createUpdate(
            """
            UPDATE deployment_device SET in_twin = :inTwin
            WHERE deployment_id = :id AND device_id = ANY(:devices)
            """)
        .bind("id", deployment)
        .bindArray("devices", String.class, devices)
        .bind("inTwin", inTwin)
        .execute();
  }

  /** Notes a request for a fresh URL; false when it is not a new one of a device that is told. */
  boolean refresh(Handle handle, HubName hub, UUID deployment, String device, long request) {
    return handle
            .createUpdate(
                """
                UPDATE deployment_device SET refreshed = :request, in_twin = true
                WHERE deployment_id = :id AND hub = :hub AND device_id = :device
                  AND status IN ('Queued', 'InProgress') AND told <> 'NO' AND refreshed < :request
                """)
            .bind("id", deployment)
            .bind("hub", hub.value())
            .bind("device", device)
            .bind("request", request)
            .execute()
        > 0;
  }

  /** Devices that have, or may have, the version by this deployment. */
  List<String> reached(Handle handle, UUID deployment) {
    return handle
        .createQuery(
            """
            SELECT device_id FROM deployment_device
            WHERE deployment_id = :id
              AND (status = 'Completed' OR (status = 'InProgress' AND step = 'Observing')
                   OR (status = 'Failed' AND reason = 'HealthCheckFailed'))
            ORDER BY device_id
            """)
        .bind("id", deployment)
        .mapTo(String.class)
        .list();
  }

  /** Whether a device of a deployment is told and not over. */
  boolean mayDownload(Handle handle, UUID deployment, String device) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM deployment_device
              WHERE deployment_id = :id AND device_id = :device AND told <> 'NO' AND
            """
                + OPEN
                + ")")
        .bind("id", deployment)
        .bind("device", device)
        .mapTo(Boolean.class)
        .one();
  }

  static DeploymentDevice map(ResultSet row) throws SQLException {
    int percent = row.getInt("percent");
    Integer part = row.wasNull() ? null : percent;
    String step = row.getString("step");
    return new DeploymentDevice(
        row.getObject("deployment_id", UUID.class),
        row.getString("device_id"),
        row.getObject("firmware_id", UUID.class),
        row.getString("version"),
        row.getString("from_version"),
        row.getString("time_zone"),
        row.getInt("wave"),
        new DeviceUpdate(
            UpdateStatus.of(row.getString("status")).orElseThrow(),
            step == null ? null : UpdateStep.of(step).orElseThrow(),
            part,
            row.getString("reason"),
            row.getString("message"),
            row.getInt("attempt"),
            DeviceUpdate.Told.valueOf(row.getString("told")),
            row.getBoolean("taken"),
            DeploymentStore.time(row, "due_at"),
            row.getString("ended_by")),
        row.getBoolean("in_twin"),
        row.getLong("refreshed"),
        row.getInt("passed_over"),
        row.getString("last_passed_over"),
        row.getTimestamp("created_at").toInstant(),
        DeploymentStore.time(row, "told_at"),
        DeploymentStore.time(row, "ended_at"),
        row.getTimestamp("updated_at").toInstant());
  }
}
