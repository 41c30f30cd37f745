package dev.homeport.update.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of uploads. */
final class UploadStore {

  /** A row. */
  record Row(UUID id, HubName hub, FirmwareDraft draft, String uploadedBy, Instant changedAt) {}

  private final ObjectMapper json;

  UploadStore(ObjectMapper json) {
    this.json = json;
  }

  void add(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            INSERT INTO firmware_upload (id, hub, draft, uploaded_by, changed_at)
            VALUES (:id, :hub, CAST(:draft AS jsonb), :by, :at)
            """)
        .bind("id", row.id())
        .bind("hub", row.hub().value())
        .bind("draft", text(row.draft()))
        .bind("by", row.uploadedBy())
        .bind("at", row.changedAt())
        .execute();
  }

  List<UUID> all(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT id FROM firmware_upload WHERE hub = :hub")
        .bind("hub", hub.value())
        .mapTo(UUID.class)
        .list();
  }

  int count(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT count(*) FROM firmware_upload WHERE hub = :hub")
        .bind("hub", hub.value())
        .mapTo(Integer.class)
        .one();
  }

  Optional<Row> find(Handle handle, HubName hub, UUID id) {
    return handle
        .createQuery(
            """
            SELECT id, hub, draft, uploaded_by, changed_at
            FROM firmware_upload WHERE hub = :hub AND id = :id
            """)
        .bind("hub", hub.value())
        .bind("id", id)
        .map((row, _) -> row(row))
        .findOne();
  }

  /** The newest of {@code by} that says the same. */
  Optional<Row> find(Handle handle, HubName hub, FirmwareDraft draft, String by) {
    return handle
        .createQuery(
            """
            SELECT id, hub, draft, uploaded_by, changed_at FROM firmware_upload
            WHERE hub = :hub AND uploaded_by = :by AND draft = CAST(:draft AS jsonb)
            ORDER BY changed_at DESC LIMIT 1
            """)
        .bind("hub", hub.value())
        .bind("by", by)
        .bind("draft", text(draft))
        .map((row, _) -> row(row))
        .findOne();
  }

  void touch(Handle handle, UUID id, Instant at) {
    handle
        .createUpdate("UPDATE firmware_upload SET changed_at = :at WHERE id = :id")
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  void delete(Handle handle, UUID id) {
    handle.createUpdate("DELETE FROM firmware_upload WHERE id = :id").bind("id", id).execute();
  }

  /** Deletes those that nobody has gone on with. */
  List<UUID> deleteBefore(Handle handle, Instant before) {
    return handle
        .createQuery("DELETE FROM firmware_upload WHERE changed_at < :before RETURNING id")
        .bind("before", before)
        .mapTo(UUID.class)
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    try {
      return new Row(
          row.getObject("id", UUID.class),
          new HubName(row.getString("hub")),
          json.readValue(row.getString("draft"), FirmwareDraft.class),
          row.getString("uploaded_by"),
          row.getTimestamp("changed_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a draft that was kept cannot be read", e);
    }
  }

  private String text(FirmwareDraft draft) {
    try {
      return json.writeValueAsString(draft);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }
}
