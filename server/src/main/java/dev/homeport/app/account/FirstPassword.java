package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person signs in with the next time, shown this once. */
@Schema(
    name = "FirstPassword",
    requiredProperties = {"userName", "password"})
public record FirstPassword(String userName, String password) {
  @Override
  public String toString() {
    return "FirstPassword[" + userName + ", ***]";
  }
}
