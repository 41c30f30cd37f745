package dev.homeport.update.deployment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a device in a deployment.
 *
 * @param version that it is to run; {@code ""} when there is none
 * @param fromVersion that it ran before; null: it did not say
 * @param ordered whether it has been given its order
 * @param passedOver how often it said what made no sense, and {@code lastPassedOver} what
 */
public record DeviceProgress(
    UUID deploymentId,
    String deviceId,
    String version,
    @Nullable String fromVersion,
    int wave,
    UpdateStatus status,
    @Nullable UpdateStep step,
    @Nullable Integer percent,
    @Nullable String reason,
    @Nullable String message,
    int attempt,
    boolean ordered,
    int passedOver,
    @Nullable String lastPassedOver,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant updatedAt) {

  static DeviceProgress of(DeploymentDevice device) {
    DeviceUpdate update = device.update();
    return new DeviceProgress(
        device.deploymentId(),
        device.deviceId(),
        device.version(),
        device.fromVersion(),
        device.wave(),
        update.status(),
        update.step(),
        update.percent(),
        update.reason(),
        update.message(),
        update.attempt(),
        device.toldAt() != null,
        device.passedOver(),
        device.lastPassedOver(),
        device.toldAt(),
        device.endedAt(),
        device.updatedAt());
  }
}
