package dev.homeport.app.account;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param group the group of devices that the person is limited to
 * @param local whether the password is kept here, not by an identity provider
 */
@Schema(
    name = "User",
    requiredProperties = {
      "userName",
      "role",
      "group",
      "enabled",
      "mustChangePassword",
      "local",
      "createdAt",
      "lastSignInAt"
    })
public record User(
    String userName,
    @Schema(enumeration = {"admin", "technician", "viewer"}) String role,
    @Schema(nullable = true) @Nullable String group,
    boolean enabled,
    boolean mustChangePassword,
    boolean local,
    @Schema(format = "date-time") String createdAt,
    @Schema(nullable = true, format = "date-time") @Nullable String lastSignInAt) {

  static User of(Account account) {
    Instant signedIn = account.lastSignInAt();
    return new User(
        account.userName(),
        account.role().wire(),
        account.group(),
        account.enabled(),
        account.mustChangePassword(),
        account.local(),
        account.createdAt().toString(),
        signedIn == null ? null : signedIn.toString());
  }
}
