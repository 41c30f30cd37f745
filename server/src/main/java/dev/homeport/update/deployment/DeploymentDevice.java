package dev.homeport.update.deployment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device of a deployment.
 *
 * @param firmwareId null when it was deleted, or was never there
 * @param version that it is to run
 * @param fromVersion that it ran before; null: it did not say
 * @param update what has become of it
 * @param inTwin whether its twin holds the order
 * @param refreshed the greatest request for a fresh URL that was granted
 * @param passedOver how often it said what made no sense
 * @param lastPassedOver what that was
 */
record DeploymentDevice(
    UUID deploymentId,
    String deviceId,
    @Nullable UUID firmwareId,
    String version,
    @Nullable String fromVersion,
    String timeZone,
    int wave,
    DeviceUpdate update,
    boolean inTwin,
    long refreshed,
    int passedOver,
    @Nullable String lastPassedOver,
    Instant createdAt,
    @Nullable Instant toldAt,
    @Nullable Instant endedAt,
    Instant updatedAt) {}
