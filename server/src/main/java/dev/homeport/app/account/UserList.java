package dev.homeport.app.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All people by name. */
@Schema(
    name = "UserList",
    requiredProperties = {"items"})
public record UserList(List<User> items) {

  static UserList of(List<Account> accounts) {
    return new UserList(accounts.stream().map(User::of).toList());
  }
}
