package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person to be let in.
 *
 * @param password for the first sign-in; without one, the server makes one
 * @param group of devices that the person is limited to; without one, all devices
 */
@Schema(
    name = "NewUser",
    requiredProperties = {"userName", "role"})
public record NewUser(
    @Nullable String userName,
    @Schema(enumeration = {"admin", "technician", "viewer"}) @Nullable String role,
    @Nullable String password,
    @Nullable String group) {
  @Override
  public String toString() {
    return "NewUser[" + userName + ", " + role + ", ***]";
  }
}
