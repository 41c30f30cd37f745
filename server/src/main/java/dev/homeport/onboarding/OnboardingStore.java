package dev.homeport.onboarding;

import dev.homeport.HubName;
import dev.homeport.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of devices that have come to a hub. */
final class OnboardingStore {

  /**
   * @param hub null for a device that was enrolled and is on none yet
   */
  void insert(
      Handle handle,
      String serial,
      @Nullable HubName hub,
      String authentication,
      Way way,
      String by,
      Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO onboarding (serial, hub, device_id, authentication, way, by, at, enrolled)
            VALUES (:serial, :hub, :serial, :authentication, :way, :by, :now, :enrolled)
            """)
        .bind("serial", serial)
        .bind("hub", hub == null ? null : hub.value())
        .bind("enrolled", hub == null)
        .bind("authentication", authentication)
        .bind("way", way.wire())
        .bind("by", by)
        .bind("now", now)
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, String serial) {
    return handle
            .createUpdate("DELETE FROM onboarding WHERE lower(serial) = lower(:serial)")
            .bind("serial", serial)
            .execute()
        > 0;
  }

  /** A device that was enrolled, on the hub that it was assigned to. */
  record Assigned(HubName hub, String serial) {}

  /** Notes where enrolled devices are now, and gives those that came there. */
  List<Assigned> noteDevices(Handle handle, Collection<Identity> made) {
    return handle
        .createQuery(
            """
            UPDATE onboarding o SET hub = i.hub
            FROM unnest(:hubs, :devices) AS u (hub, device_id), identity i
            WHERE o.enrolled AND o.device_id = u.device_id
              AND i.hub = u.hub AND i.device_id = u.device_id AND i.module_id = ''
              AND o.hub IS DISTINCT FROM i.hub
              AND NOT EXISTS (SELECT 1 FROM identity was
                WHERE was.hub = o.hub AND was.device_id = o.device_id AND was.module_id = '')
            RETURNING o.hub, o.serial
            """)
        .bindArray("hubs", String.class, made.stream().map(one -> one.hub().value()).toList())
        .bindArray(
            "devices", String.class, made.stream().map(one -> one.deviceId().value()).toList())
        .map((row, _) -> new Assigned(new HubName(row.getString("hub")), row.getString("serial")))
        .list();
  }

  /** A connection of a device. */
  record Connected(HubName hub, String deviceId, Instant at) {}

  /** What a device was when it first connected. */
  record First(Identity device, String serial, Instant at, String generationId) {}

  /** Notes the first connections among these, and gives those devices. */
  List<First> noteConnections(Handle handle, Collection<Connected> connections) {
    return handle
        .createQuery(
            """
            UPDATE onboarding o SET first_connected_at = u.at
            FROM (SELECT hub, device_id, min(CAST(at AS timestamptz)) AS at
                  FROM unnest(:hubs, :devices, :times) AS u (hub, device_id, at)
                  GROUP BY hub, device_id) u, identity i
            WHERE o.hub = u.hub AND o.device_id = u.device_id AND o.first_connected_at IS NULL
              AND u.at >= o.at - interval '1 minute'
              AND i.hub = o.hub AND i.device_id = o.device_id AND i.module_id = ''
            RETURNING o.hub, o.device_id, o.serial, o.first_connected_at, i.generation_id
            """)
        .bindArray("hubs", String.class, connections.stream().map(c -> c.hub().value()).toList())
        .bindArray("devices", String.class, connections.stream().map(Connected::deviceId).toList())
        .bindArray("times", String.class, connections.stream().map(c -> c.at().toString()).toList())
        .map(
            (row, _) ->
                new First(
                    Identity.of(row.getString("hub"), row.getString("device_id"), ""),
                    row.getString("serial"),
                    row.getTimestamp("first_connected_at").toInstant(),
                    row.getString("generation_id")))
        .list();
  }

  /** Takes over what devices report of themselves, as long as that is not known. */
  void noteReported(Handle handle, HubName hub, Collection<String> devices) {
    handle
        .createUpdate(
            """
            UPDATE onboarding o
            SET model = coalesce(o.model, t.model), firmware = coalesce(o.firmware, t.firmware)
            FROM twin t
            WHERE o.hub = :hub AND o.device_id = ANY(:devices)
              AND (o.model IS NULL OR o.firmware IS NULL)
              AND t.hub = o.hub AND t.device_id = o.device_id AND t.module_id = ''
              AND (t.model IS NOT NULL OR t.firmware IS NOT NULL)
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, List.copyOf(devices))
        .execute();
  }
}
