package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All about one device: its {@link DeviceSummary}, and more. */
@Schema(
    name = "DeviceDetail",
    requiredProperties = {
      "deviceId",
      "status",
      "connectionState",
      "lastActivityTime",
      "model",
      "firmware",
      "location",
      "authenticationType",
      "health",
      "generationId",
      "etag",
      "statusReason",
      "connectionStateUpdatedTime",
      "statusUpdatedTime",
      "cloudToDeviceMessageCount",
      "modules",
      "protocol",
      "remoteAddress"
    })
public record DeviceDetail(
    String deviceId,
    DeviceStatus status,
    ConnectionState connectionState,
    @Schema(nullable = true, format = "date-time") @Nullable String lastActivityTime,
    @Schema(nullable = true) @Nullable String model,
    @Schema(nullable = true) @Nullable String firmware,
    @Schema(nullable = true) @Nullable Location location,
    AuthenticationType authenticationType,
    @Schema(enumeration = {"healthy", "warning", "critical", "unknown"}) String health,
    String generationId,
    String etag,
    @Schema(nullable = true) @Nullable String statusReason,
    @Schema(nullable = true, format = "date-time") @Nullable String connectionStateUpdatedTime,
    @Schema(nullable = true, format = "date-time") @Nullable String statusUpdatedTime,
    int cloudToDeviceMessageCount,
    List<ModuleSummary> modules,
    @Schema(nullable = true) @Nullable String protocol,
    @Schema(nullable = true) @Nullable String remoteAddress) {}
