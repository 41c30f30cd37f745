package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device that was made.
 *
 * @param connectionString null when it proves itself with a certificate
 */
@Schema(
    name = "CreatedDevice",
    requiredProperties = {"deviceId", "connectionString"})
public record CreatedDevice(
    String deviceId, @Schema(nullable = true) @Nullable String connectionString) {
  @Override
  public String toString() {
    return "CreatedDevice[" + deviceId + "]";
  }
}
