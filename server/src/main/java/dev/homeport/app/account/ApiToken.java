package dev.homeport.app.account;

import dev.homeport.HubName;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a program proves itself with, without the secret.
 *
 * @param hub the only hub that it is for
 */
@Schema(
    name = "ApiToken",
    requiredProperties = {
      "id",
      "userName",
      "name",
      "role",
      "hub",
      "createdAt",
      "expiresAt",
      "lastUsedAt"
    })
public record ApiToken(
    String id,
    String userName,
    String name,
    @Schema(enumeration = {"admin", "technician", "viewer"}) String role,
    @Schema(nullable = true) @Nullable String hub,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String expiresAt,
    @Schema(nullable = true, format = "date-time") @Nullable String lastUsedAt) {

  static ApiToken of(ApiTokenStore.Row row) {
    HubName hub = row.hub();
    Instant used = row.lastUsedAt();
    return new ApiToken(
        row.id().toString(),
        row.userName(),
        row.name(),
        row.role().wire(),
        hub == null ? null : hub.value(),
        row.createdAt().toString(),
        row.expiresAt().toString(),
        used == null ? null : used.toString());
  }
}
