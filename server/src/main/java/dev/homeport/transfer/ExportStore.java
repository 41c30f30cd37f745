package dev.homeport.transfer;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** The SQL of exports. */
final class ExportStore {

  /** Few enough to be in memory at once, whatever their twins. */
  private static final int FETCH = 16;

  /**
   * An identity with its twin; the sections are JSON texts.
   *
   * @param moduleId {@code ""} for a device
   */
  record Row(
      String deviceId,
      String moduleId,
      String etag,
      boolean enabled,
      @Nullable String statusReason,
      String authentication,
      @Nullable String primaryKey,
      @Nullable String secondaryKey,
      @Nullable String primaryThumbprint,
      @Nullable String secondaryThumbprint,
      @Nullable String managedBy,
      boolean edge,
      @Nullable String deviceScope,
      List<String> parentScopes,
      long twinVersion,
      String tags,
      String desired,
      String reported) {}

  /** Devices and modules of a hub. */
  long count(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT count(*) FROM identity WHERE hub = :hub")
        .bind("hub", hub.value())
        .mapTo(Long.class)
        .one();
  }

  /** The next {@code limit} after a name, each device before its modules; to be closed. */
  ResultIterator<Row> after(
      Handle handle, HubName hub, String deviceId, String moduleId, int limit) {
    return handle
        .createQuery(
            """
            SELECT i.device_id, i.module_id, i.etag, i.enabled, i.status_reason, i.authentication,
              i.primary_key, i.secondary_key, i.primary_thumbprint, i.secondary_thumbprint,
              i.managed_by, i.edge, i.device_scope, i.parent_scopes,
              t.version, t.tags,
              t.desired || jsonb_build_object(
                '$metadata', t.desired_metadata, '$version', t.desired_version) AS desired,
              t.reported || jsonb_build_object(
                '$metadata', t.reported_metadata, '$version', t.reported_version) AS reported
            FROM identity i
            JOIN twin t ON t.hub = i.hub AND t.device_id = i.device_id
              AND t.module_id = i.module_id
            WHERE i.hub = :hub AND (i.device_id, i.module_id) > (:device, :module)
            ORDER BY i.device_id, i.module_id
            LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("device", deviceId)
        .bind("module", moduleId)
        .bind("limit", limit)
        .setFetchSize(FETCH)
        .map((row, _) -> map(row))
        .iterator();
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        row.getString("device_id"),
        row.getString("module_id"),
        row.getString("etag"),
        row.getBoolean("enabled"),
        row.getString("status_reason"),
        row.getString("authentication"),
        row.getString("primary_key"),
        row.getString("secondary_key"),
        row.getString("primary_thumbprint"),
        row.getString("secondary_thumbprint"),
        row.getString("managed_by"),
        row.getBoolean("edge"),
        row.getString("device_scope"),
        Arrays.asList((String[]) row.getArray("parent_scopes").getArray()),
        row.getLong("version"),
        row.getString("tags"),
        row.getString("desired"),
        row.getString("reported"));
  }
}
