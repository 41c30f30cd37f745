package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device that an end user claims.
 *
 * @param code from the card that came with it
 * @param csr a certificate request for the device's own key, PEM; without it keys are made
 */
@Schema(
    name = "Claim",
    requiredProperties = {"code"})
public record Claim(@Nullable String code, @Nullable String csr) {
  @Override
  public String toString() {
    return "Claim[***]";
  }
}
