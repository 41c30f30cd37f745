package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Devices that are near each other.
 *
 * @param location the middle of them
 * @param deviceId of the only one; null when there are more
 */
@Schema(
    name = "MapCluster",
    requiredProperties = {"location", "devices", "connected", "deviceId"})
public record MapCluster(
    Location location,
    long devices,
    long connected,
    @Schema(nullable = true) @Nullable String deviceId) {}
