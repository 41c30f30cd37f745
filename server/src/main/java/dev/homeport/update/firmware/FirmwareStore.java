package dev.homeport.update.firmware;

import dev.homeport.HubName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of the library. */
final class FirmwareStore {

  private static final String COLUMNS =
      """
      SELECT id, name, version, description, sha256, size, models, minimum_version,
             hardware_revisions, uploaded_at, uploaded_by, manifest, signature
      FROM firmware
      """;

  /** Whether it could be added; there may be one of that name and version. */
  boolean add(Handle handle, HubName hub, Firmware firmware) {
    return handle
            .createUpdate(
                """
                INSERT INTO firmware
                  (id, hub, name, version, description, sha256, size, models, minimum_version,
                   hardware_revisions, uploaded_at, uploaded_by, manifest, signature)
                VALUES
                  (:id, :hub, :name, :version, :description, :sha256, :size, :models, :minimum,
                   :revisions, :at, :by, :manifest, :signature)
                ON CONFLICT (hub, name, version) DO NOTHING
                """)
            .bind("id", firmware.id())
            .bind("hub", hub.value())
            .bind("name", firmware.name())
            .bind("version", firmware.version())
            .bind("description", firmware.description())
            .bind("sha256", firmware.sha256())
            .bind("size", firmware.size())
            .bindArray("models", String.class, firmware.models())
            .bind("minimum", firmware.minimumVersion())
            .bindArray("revisions", String.class, firmware.hardwareRevisions())
            .bind("at", firmware.uploadedAt())
            .bind("by", firmware.uploadedBy())
            .bind("manifest", firmware.manifest())
            .bind("signature", firmware.signature())
            .execute()
        > 0;
  }

  /** Those of all hubs. */
  List<Firmware> all(Handle handle) {
    return handle.createQuery(COLUMNS).map((row, _) -> firmware(row)).list();
  }

  List<Firmware> all(Handle handle, HubName hub) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub ORDER BY name, uploaded_at DESC, id")
        .bind("hub", hub.value())
        .map((row, _) -> firmware(row))
        .list();
  }

  Optional<Firmware> find(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND id = :id")
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> firmware(row))
        .findOne();
  }

  Optional<Firmware> find(Handle handle, HubName hub, String name, String version) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND name = :name AND version = :version")
        .bind("hub", hub.value())
        .bind("name", name)
        .bind("version", version)
        .map((row, _) -> firmware(row))
        .findOne();
  }

  /** Nobody else deletes it, or begins to use it, until the transaction ends. */
  Optional<Firmware> lock(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND id = :id FOR UPDATE")
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> firmware(row))
        .findOne();
  }

  boolean delete(Handle handle, HubName hub, UUID id) {
    return handle
            .createUpdate("DELETE FROM firmware WHERE hub = :hub AND id = :id")
            .bind("hub", hub.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Deletes all of a hub, and gives the hashes of their content. */
  List<String> deleteAll(Handle handle, HubName hub) {
    return handle
        .createQuery("DELETE FROM firmware WHERE hub = :hub RETURNING sha256")
        .bind("hub", hub.value())
        .mapTo(String.class)
        .list();
  }

  /** Holds off who adds or deletes firmware with the same content until the transaction ends. */
  void lockContent(Handle handle, String sha256) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtextextended('firmware/' || :sha256, 0))")
        .bind("sha256", sha256)
        .map((_, _) -> true)
        .one();
  }

  boolean isContentUsed(Handle handle, String sha256) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM firmware WHERE sha256 = :sha256)")
        .bind("sha256", sha256)
        .mapTo(Boolean.class)
        .one();
  }

  void sign(Handle handle, UUID id, String signature) {
    handle
        .createUpdate("UPDATE firmware SET signature = :signature WHERE id = :id")
        .bind("id", id)
        .bind("signature", signature)
        .execute();
  }

  private static Firmware firmware(ResultSet row) throws SQLException {
    return new Firmware(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("version"),
        row.getString("description"),
        row.getString("sha256"),
        row.getLong("size"),
        words(row.getArray("models")),
        row.getString("minimum_version"),
        words(row.getArray("hardware_revisions")),
        row.getTimestamp("uploaded_at").toInstant(),
        row.getString("uploaded_by"),
        row.getString("manifest"),
        row.getString("signature"));
  }

  private static List<String> words(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
