package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.VersionOrder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a device to say whether a version is for it.
 *
 * @param busy whether another deployment has it
 */
record DeviceFacts(
    boolean enabled,
    @Nullable String model,
    @Nullable String firmware,
    @Nullable String hardwareRevision,
    @Nullable String reportedZone,
    boolean busy) {

  static final String UTC = "UTC";

  /** Why a device is left out. */
  record Skip(String reason, @Nullable String message) {}

  static final Skip NOT_FOUND = new Skip("NotFound", "it is not registered");
  static final Skip BUSY = new Skip("Busy", "another deployment has it");

  /** Of those of {@code devices} that are registered. */
  static Map<String, DeviceFacts> read(Handle handle, HubName hub, Collection<String> devices) {
    Map<String, DeviceFacts> facts = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT i.device_id, i.enabled,
                   coalesce(t.model, t.reported #>> '{deviceUpdate,agent,deviceProperties,model}')
                     AS model,
                   coalesce(t.firmware, substring(
                     t.reported #>> '{deviceUpdate,agent,installedUpdateId}'
                     FROM '"version"\\s*:\\s*"([^"]+)"')) AS firmware,
                   t.reported ->> 'hardwareRevision' AS revision,
                   t.reported ->> 'timeZone' AS zone,
                   EXISTS (SELECT FROM deployment_device d
                           WHERE d.hub = i.hub AND d.device_id = i.device_id
                             AND d.status IN ('Queued', 'InProgress')) AS busy
            FROM identity i JOIN twin t USING (hub, device_id, module_id)
            WHERE i.hub = :hub AND i.module_id = '' AND i.device_id = ANY(:devices)
            """)
        .bind("hub", hub.value())
        .bindArray("devices", String.class, devices)
        .map(
            (row, _) ->
                facts.put(
                    row.getString("device_id"),
                    new DeviceFacts(
                        row.getBoolean("enabled"),
                        row.getString("model"),
                        row.getString("firmware"),
                        row.getString("revision"),
                        row.getString("zone"),
                        row.getBoolean("busy"))))
        .list();
    return facts;
  }

  /** Where its clocks are; UTC when it does not say, or says what is no zone. */
  String timeZone() {
    if (reportedZone == null) {
      return UTC;
    }
    try {
      return ZoneId.of(reportedZone).getId();
    } catch (DateTimeException e) {
      return UTC;
    }
  }

  /**
   * Why {@code wanted} is not for the device; empty when it is.
   *
   * @param downgrade whether a device with a newer version gets the older one
   */
  Optional<Skip> skip(Firmware wanted, VersionOrder order, boolean downgrade) {
    if (!enabled) {
      return Optional.of(new Skip("Disabled", null));
    }
    if (!wanted.models().isEmpty() && (model == null || !wanted.models().contains(model))) {
      return incompatible("its model is " + (model == null ? "not known" : model));
    }
    if (!wanted.hardwareRevisions().isEmpty()
        && (hardwareRevision == null || !wanted.hardwareRevisions().contains(hardwareRevision))) {
      return incompatible(
          "its hardware revision is "
              + (hardwareRevision == null ? "not known" : hardwareRevision));
    }
    if (firmware != null && order.same(firmware, wanted.version())) {
      return Optional.of(new Skip(DeviceUpdate.ALREADY_UP_TO_DATE, null));
    }
    if (wanted.minimumVersion() != null
        && !downgrade
        && (firmware == null || order.compare(firmware, wanted.minimumVersion()) < 0)) {
      return incompatible(
          "it runs %s, which is older than %s"
              .formatted(
                  firmware == null ? "what is not known" : firmware, wanted.minimumVersion()));
    }
    if (firmware != null && !downgrade && order.compare(firmware, wanted.version()) > 0) {
      return Optional.of(new Skip("NewerVersion", "it runs " + firmware));
    }
    return busy ? Optional.of(BUSY) : Optional.empty();
  }

  private static Optional<Skip> incompatible(String message) {
    return Optional.of(new Skip("Incompatible", message));
  }
}
