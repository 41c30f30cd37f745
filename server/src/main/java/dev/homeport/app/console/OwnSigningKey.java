package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An admin's own key.
 *
 * @param privateKey Ed25519 as PEM, PKCS #8
 */
@Schema(
    name = "OwnSigningKey",
    requiredProperties = {"privateKey"})
public record OwnSigningKey(@Nullable String privateKey) {

  @Override
  public String toString() {
    return "OwnSigningKey[***]";
  }
}
