package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device to be made; keys that are left out are generated, unless it has thumbprints. */
@Schema(
    name = "NewDevice",
    requiredProperties = {"deviceId"})
public record NewDevice(
    @Nullable String deviceId,
    @Nullable DeviceStatus status,
    @Nullable String primaryKey,
    @Nullable String secondaryKey,
    @Nullable String primaryThumbprint,
    @Nullable String secondaryThumbprint) {
  @Override
  public String toString() {
    return "NewDevice[" + deviceId + "]";
  }
}
