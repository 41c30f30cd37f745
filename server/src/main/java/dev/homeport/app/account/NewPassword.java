package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One's own password, and what it is to be. */
@Schema(
    name = "NewPassword",
    requiredProperties = {"currentPassword", "newPassword"})
public record NewPassword(@Nullable String currentPassword, @Nullable String newPassword) {
  @Override
  public String toString() {
    return "NewPassword[***]";
  }
}
