package dev.homeport.update.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of deployments. */
final class DeploymentStore {

  private final ObjectMapper json;

  DeploymentStore(ObjectMapper json) {
    this.json = json;
  }

  void insert(Handle handle, Deployment deployment) {
    handle
        .createUpdate(
            """
            INSERT INTO deployment
              (id, hub, name, firmware_id, firmware_name, version, rolls_back, target, plan, status,
               created_by, created_at, start_at, updated_at)
            VALUES
              (:id, :hub, :name, CAST(:firmware AS uuid), :firmwareName, :version,
               CAST(:rollsBack AS uuid),
               CAST(:target AS jsonb), CAST(:plan AS jsonb), :status, :by, :at, :startAt, :at)
            """)
        .bind("id", deployment.id())
        .bind("hub", deployment.hub().value())
        .bind("name", deployment.name())
        .bind("firmware", deployment.firmwareId())
        .bind("firmwareName", deployment.firmwareName())
        .bind("version", deployment.version())
        .bind("rollsBack", deployment.rollsBack())
        .bind("target", text(deployment.target()))
        .bind("plan", text(deployment.plan()))
        .bind("status", deployment.status().wire())
        .bind("by", deployment.createdBy())
        .bind("at", deployment.createdAt())
        .bind("startAt", deployment.startAt())
        .execute();
  }

  Optional<Deployment> find(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery("SELECT * FROM deployment WHERE hub = :hub AND id = :id")
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Locks it until the transaction ends. */
  Optional<Deployment> lock(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery("SELECT * FROM deployment WHERE hub = :hub AND id = :id FOR UPDATE")
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> map(row))
        .findOne();
  }

  List<Deployment> all(Handle handle, Collection<UUID> ids) {
    return handle
        .createQuery("SELECT * FROM deployment WHERE id = ANY(:ids)")
        .bindArray("ids", UUID.class, ids)
        .map((row, _) -> map(row))
        .list();
  }

  /** Those of all hubs that are not over; of a hub that is being removed, none goes on. */
  List<Deployment> open(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT d.* FROM deployment d JOIN hub h USING (hub)
            WHERE d.status IN ('scheduled', 'running', 'paused', 'cancelling')
              AND h.removed_at IS NULL
            ORDER BY d.created_at, d.id
            """)
        .map((row, _) -> map(row))
        .list();
  }

  /** A page, the newest first. */
  List<Deployment> page(
      Handle handle, HubName hub, @Nullable DeploymentStatus status, int offset, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM deployment
            WHERE hub = :hub AND (CAST(:status AS text) IS NULL OR status = :status)
            ORDER BY created_at DESC, id OFFSET :offset LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("status", status == null ? null : status.wire())
        .bind("offset", offset)
        .bind("limit", limit)
        .map((row, _) -> map(row))
        .list();
  }

  int count(Handle handle, HubName hub, @Nullable DeploymentStatus status) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM deployment
            WHERE hub = :hub AND (CAST(:status AS text) IS NULL OR status = :status)
            """)
        .bind("hub", hub.value())
        .bind("status", status == null ? null : status.wire())
        .mapTo(Integer.class)
        .one();
  }

  /** Whether a deployment that is not over gives devices this firmware. */
  boolean usesFirmware(Handle handle, UUID firmwareId) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT FROM deployment WHERE firmware_id = :id
                AND status IN ('scheduled', 'running', 'paused', 'cancelling'))
              OR EXISTS (
              SELECT FROM deployment_device
              WHERE firmware_id = :id AND status IN ('Queued', 'InProgress'))
            """)
        .bind("id", firmwareId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Writes what changes while it goes on. */
  void update(Handle handle, Deployment deployment) {
    handle
        .createUpdate(
            """
            UPDATE deployment
            SET status = :status, reason = :reason, wave = :wave, waves = :waves,
                resting_until = CAST(:resting AS timestamptz),
                looked_at = CAST(:looked AS timestamptz), excused = :excused,
                started_at = CAST(:started AS timestamptz),
                ended_at = CAST(:ended AS timestamptz), updated_at = :updated
            WHERE id = :id
            """)
        .bind("id", deployment.id())
        .bind("status", deployment.status().wire())
        .bind("reason", deployment.reason())
        .bind("wave", deployment.wave())
        .bind("waves", deployment.waves())
        .bind("resting", deployment.restingUntil())
        .bind("looked", deployment.lookedAt())
        .bind("excused", deployment.excused())
        .bind("started", deployment.startedAt())
        .bind("ended", deployment.endedAt())
        .bind("updated", deployment.updatedAt())
        .execute();
  }

  private Deployment map(ResultSet row) throws SQLException {
    try {
      return new Deployment(
          row.getObject("id", UUID.class),
          new HubName(row.getString("hub")),
          row.getString("name"),
          row.getObject("firmware_id", UUID.class),
          row.getString("firmware_name"),
          row.getString("version"),
          row.getObject("rolls_back", UUID.class),
          json.readValue(row.getString("target"), DeploymentTarget.class),
          json.readValue(row.getString("plan"), RolloutPlan.class),
          DeploymentStatus.of(row.getString("status")).orElseThrow(),
          row.getString("reason"),
          row.getInt("wave"),
          row.getInt("waves"),
          time(row, "resting_until"),
          time(row, "looked_at"),
          row.getInt("excused"),
          row.getString("created_by"),
          row.getTimestamp("created_at").toInstant(),
          row.getTimestamp("start_at").toInstant(),
          time(row, "started_at"),
          time(row, "ended_at"),
          row.getTimestamp("updated_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a deployment that was kept cannot be read", e);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
