package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a device proves itself with: keys and connection strings, or thumbprints. */
@Schema(
    name = "DeviceCredentials",
    requiredProperties = {
      "primaryKey",
      "secondaryKey",
      "connectionString",
      "secondaryConnectionString",
      "primaryThumbprint",
      "secondaryThumbprint"
    })
public record DeviceCredentials(
    @Schema(nullable = true) @Nullable String primaryKey,
    @Schema(nullable = true) @Nullable String secondaryKey,
    @Schema(nullable = true) @Nullable String connectionString,
    @Schema(nullable = true) @Nullable String secondaryConnectionString,
    @Schema(nullable = true) @Nullable String primaryThumbprint,
    @Schema(nullable = true) @Nullable String secondaryThumbprint) {
  @Override
  public String toString() {
    return "DeviceCredentials[***]";
  }
}
