package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody signs in with. */
@Schema(
    name = "Credentials",
    requiredProperties = {"userName", "password"})
public record Credentials(@Nullable String userName, @Nullable String password) {
  @Override
  public String toString() {
    return "Credentials[" + userName + ", ***]";
  }
}
