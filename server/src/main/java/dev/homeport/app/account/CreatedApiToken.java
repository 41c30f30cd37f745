package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token with its secret, shown this once. */
@Schema(
    name = "CreatedApiToken",
    requiredProperties = {"id", "token", "expiresAt"})
public record CreatedApiToken(
    String id, String token, @Schema(format = "date-time") String expiresAt) {
  @Override
  public String toString() {
    return "CreatedApiToken[" + id + ", ***]";
  }
}
