package dev.homeport.app.account;

import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param group the group of devices that the person is limited to
 * @param local whether the password is kept here, not by an identity provider
 * @param mustChangePassword whether that comes before everything else
 * @param actions what the person may do, for instance {@code operateDevices}
 */
@Schema(
    name = "Session",
    requiredProperties = {"userName", "role", "group", "local", "mustChangePassword", "actions"})
public record Session(
    String userName,
    @Schema(enumeration = {"admin", "technician", "viewer"}) String role,
    @Schema(nullable = true) @Nullable String group,
    boolean local,
    boolean mustChangePassword,
    List<String> actions) {

  static Session of(Caller.Person person, boolean local) {
    return new Session(
        person.name(),
        person.roleName(),
        person.group(),
        local,
        person.mustChangePassword(),
        Stream.of(Action.values()).filter(person::allows).map(Action::wire).toList());
  }
}
