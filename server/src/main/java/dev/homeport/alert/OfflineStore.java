package dev.homeport.alert;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL of the tables {@code alert_offline} and {@code alert_certificate}. */
final class OfflineStore {

  /** A device without a connection. */
  record Offline(String deviceId, Instant since) {}

  /** A device whose certificate ends. */
  record Ending(String deviceId, Instant notAfter) {}

  /**
   * Brings devices up to date with their sessions.
   *
   * @param now since when those are offline that have no session
   * @return those that are connected
   */
  List<String> refresh(Handle handle, HubName hub, Collection<String> devices, Instant now) {
    List<String> connected =
        handle
            .createQuery(
                """
                SELECT device_id FROM session
                WHERE hub = :hub AND module_id = '' AND device_id = ANY(:devices)
                """)
            .bind("hub", hub.value())
            .bindArray("devices", String.class, devices.toArray())
            .mapTo(String.class)
            .list();
    handle
        .createUpdate("DELETE FROM alert_offline WHERE hub = :hub AND device_id = ANY(:connected)")
        .bind("hub", hub.value())
        .bindArray("connected", String.class, connected)
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO alert_offline (hub, device_id, since)
            SELECT i.hub, i.device_id, coalesce(a.connection_changed_at, :now)
            FROM identity i
            LEFT JOIN activity a ON a.hub = i.hub AND a.device_id = i.device_id
              AND a.module_id = i.module_id
            WHERE i.hub = :hub AND i.module_id = '' AND i.device_id = ANY(:devices)
              AND NOT i.device_id = ANY(:connected)
            FOR KEY SHARE OF i
            ON CONFLICT (hub, device_id) DO UPDATE SET since = excluded.since, checked = '{}'
              WHERE alert_offline.since <> excluded.since
            """)
        .bind("hub", hub.value())
        .bind("now", now)
        .bindArray("devices", String.class, devices.toArray())
        .bindArray("connected", String.class, connected)
        .execute();
    return connected;
  }

  /** Devices that a rule has not looked at since they went offline before {@code before}. */
  List<Offline> unchecked(Handle handle, RuleState state, Instant before, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id, since FROM alert_offline
            WHERE hub = :hub AND since <= :before AND NOT :revision = ANY(checked)
            ORDER BY since LIMIT :limit
            """)
        .bind("hub", state.hub().value())
        .bind("before", before)
        .bind("revision", state.revision())
        .bind("limit", limit)
        .map((row, _) -> new Offline(row.getString(1), row.getTimestamp(2).toInstant()))
        .list();
  }

  void check(Handle handle, RuleState state, Collection<String> devices) {
    handle
        .createUpdate(
            """
            UPDATE alert_offline SET checked = (:revision || checked)[1 : 200]
            WHERE hub = :hub AND device_id = ANY(:devices)
            """)
        .bind("hub", state.hub().value())
        .bind("revision", state.revision())
        .bindArray("devices", String.class, devices.toArray())
        .execute();
  }

  void noteCertificate(Handle handle, HubName hub, String deviceId, Instant notAfter) {
    handle.execute(
        """
        INSERT INTO alert_certificate (hub, device_id, not_after)
        SELECT hub, device_id, ? FROM identity WHERE hub = ? AND device_id = ? AND module_id = ''
        ON CONFLICT (hub, device_id) DO UPDATE SET not_after = excluded.not_after
        """,
        notAfter,
        hub.value(),
        deviceId);
  }

  List<Ending> ending(Handle handle, HubName hub, Instant before, int limit) {
    return handle
        .createQuery(
            """
            SELECT device_id, not_after FROM alert_certificate
            WHERE hub = :hub AND not_after <= :before ORDER BY not_after LIMIT :limit
            """)
        .bind("hub", hub.value())
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> new Ending(row.getString(1), row.getTimestamp(2).toInstant()))
        .list();
  }
}
