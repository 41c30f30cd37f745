package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row of the device list.
 *
 * @param model the reported property {@code model}
 * @param firmware the reported property {@code firmware.version}
 * @param location the reported property {@code location}
 * @param health unknown as well as long as nothing is known of it
 */
@Schema(
    name = "DeviceSummary",
    requiredProperties = {
      "deviceId",
      "status",
      "connectionState",
      "lastActivityTime",
      "model",
      "firmware",
      "location",
      "authenticationType",
      "health"
    })
public record DeviceSummary(
    String deviceId,
    DeviceStatus status,
    ConnectionState connectionState,
    @Schema(nullable = true, format = "date-time") @Nullable String lastActivityTime,
    @Schema(nullable = true) @Nullable String model,
    @Schema(nullable = true) @Nullable String firmware,
    @Schema(nullable = true) @Nullable Location location,
    AuthenticationType authenticationType,
    @Schema(enumeration = {"healthy", "warning", "critical", "unknown"}) String health) {}
