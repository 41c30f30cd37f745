package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A claim code that was made; shown this once. */
@Schema(
    name = "CreatedClaimCode",
    requiredProperties = {"serial", "code", "expiresAt"})
public record CreatedClaimCode(
    String serial, String code, @Schema(format = "date-time") String expiresAt) {
  @Override
  public String toString() {
    return "CreatedClaimCode[" + serial + "]";
  }
}
