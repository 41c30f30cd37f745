package dev.homeport.app.console;

import dev.homeport.update.deployment.DeviceProgress;
import dev.homeport.update.deployment.UpdateStep;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a device in a deployment.
 *
 * @param version that it is to run; empty when there is none
 * @param fromVersion that it ran before; null: it did not say
 * @param step while it is in progress
 * @param percent of the step, where the device tells it
 * @param reason why it failed or was left out, or failed the last time
 * @param attempt 1 for the first
 * @param ordered whether it has been given its order
 * @param passedOver how often it said what made no sense
 * @param lastPassedOver what that was
 */
@Schema(
    name = "DeviceUpdate",
    requiredProperties = {
      "deploymentId",
      "deviceId",
      "version",
      "fromVersion",
      "wave",
      "status",
      "step",
      "percent",
      "reason",
      "message",
      "attempt",
      "ordered",
      "passedOver",
      "lastPassedOver",
      "startedAt",
      "endedAt",
      "updatedAt"
    })
public record DeviceUpdateItem(
    UUID deploymentId,
    String deviceId,
    String version,
    @Schema(nullable = true) @Nullable String fromVersion,
    int wave,
    @Schema(enumeration = {"Queued", "InProgress", "Completed", "Failed", "Skipped", "Cancelled"})
        String status,
    @Schema(
            nullable = true,
            enumeration = {"Downloading", "Verifying", "Installing", "Rebooting", "Observing"})
        @Nullable String step,
    @Schema(nullable = true) @Nullable Integer percent,
    @Schema(nullable = true) @Nullable String reason,
    @Schema(nullable = true) @Nullable String message,
    int attempt,
    boolean ordered,
    int passedOver,
    @Schema(nullable = true) @Nullable String lastPassedOver,
    @Schema(nullable = true, format = "date-time") @Nullable String startedAt,
    @Schema(nullable = true, format = "date-time") @Nullable String endedAt,
    @Schema(format = "date-time") String updatedAt) {

  static DeviceUpdateItem of(DeviceProgress device) {
    UpdateStep step = device.step();
    return new DeviceUpdateItem(
        device.deploymentId(),
        device.deviceId(),
        device.version(),
        device.fromVersion(),
        device.wave(),
        device.status().wire(),
        step == null ? null : step.wire(),
        device.percent(),
        device.reason(),
        device.message(),
        device.attempt(),
        device.ordered(),
        device.passedOver(),
        device.lastPassedOver(),
        AlertItem.text(device.startedAt()),
        AlertItem.text(device.endedAt()),
        device.updatedAt().toString());
  }
}
