package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people of the installation, for its admins. */
@Path("/api/v1/users")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class UserResource {

  private final Accounts accounts;

  public UserResource(Accounts accounts) {
    this.accounts = accounts;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "listUsers", summary = "All people by name")
  @APIResponse(
      responseCode = "200",
      description = "The people",
      content = @Content(schema = @Schema(implementation = UserList.class)))
  public UserList list() {
    return UserList.of(accounts.all());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "createUser",
      summary = "Lets a person in, who changes the password at the first sign-in")
  @APIResponse(
      responseCode = "201",
      description = "The password for the first sign-in, shown this once",
      content = @Content(schema = @Schema(implementation = FirstPassword.class)))
  @APIResponse(responseCode = "400", description = "The user name, role or password is invalid")
  @APIResponse(responseCode = "409", description = "There is a user of this name")
  public Response create(@RequestBody(required = true) @Nullable NewUser user) {
    if (user == null || user.userName() == null) {
      throw invalid("userName is missing");
    }
    String chosen = user.password();
    String password = chosen == null || chosen.isEmpty() ? RandomToken.password() : chosen;
    accounts.create(user.userName(), password, role(user.role()), group(user.group()));
    return Response.status(Response.Status.CREATED)
        .entity(new FirstPassword(user.userName(), password))
        .build();
  }

  @GET
  @Path("{userName}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "user", summary = "A person")
  @APIResponse(
      responseCode = "200",
      description = "The person",
      content = @Content(schema = @Schema(implementation = User.class)))
  @APIResponse(responseCode = "404", description = "No such user")
  public User user(@PathParam("userName") String userName) {
    return User.of(accounts.get(userName));
  }

  @PATCH
  @Path("{userName}")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "updateUser",
      summary = "Changes what a person may do, and ends the person's sessions")
  @APIResponse(
      responseCode = "200",
      description = "The person as it is now",
      content = @Content(schema = @Schema(implementation = User.class)))
  @APIResponse(responseCode = "400", description = "The change is invalid")
  @APIResponse(responseCode = "404", description = "No such user")
  @APIResponse(responseCode = "409", description = "No admin would remain")
  public User update(
      @PathParam("userName") String userName,
      @RequestBody(required = true) @Nullable UserPatch patch) {
    if (patch == null) {
      throw invalid("the change is missing");
    }
    Account current = accounts.get(userName);
    return User.of(
        accounts.change(
            userName,
            patch.role() == null ? current.role() : role(patch.role()),
            patch.group() == null ? current.group() : group(patch.group()),
            patch.enabled() == null ? current.enabled() : patch.enabled()));
  }

  @DELETE
  @Path("{userName}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteUser", summary = "Deletes a person, with sessions and tokens")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such user")
  @APIResponse(responseCode = "409", description = "No admin would remain")
  public void delete(@PathParam("userName") String userName) {
    accounts.delete(userName);
  }

  @POST
  @Path("{userName}/password")
  @Needs(Action.ADMINISTER)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "resetPassword",
      summary = "Gives a person another password, and ends the person's sessions")
  @APIResponse(
      responseCode = "200",
      description = "The password for the next sign-in, shown this once",
      content = @Content(schema = @Schema(implementation = FirstPassword.class)))
  @APIResponse(responseCode = "400", description = "The password is an identity provider's")
  @APIResponse(responseCode = "404", description = "No such user")
  public FirstPassword resetPassword(@PathParam("userName") String userName) {
    String password = RandomToken.password();
    accounts.resetPassword(userName, password);
    return new FirstPassword(userName, password);
  }

  @DELETE
  @Path("{userName}/sessions")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "endUserSessions", summary = "Signs a person out everywhere, at once")
  @APIResponse(responseCode = "204", description = "Signed out")
  @APIResponse(responseCode = "404", description = "No such user")
  public void endSessions(@PathParam("userName") String userName) {
    accounts.endSessions(userName);
  }

  private static Role role(@Nullable String role) {
    return Role.of(role == null ? "" : role)
        .orElseThrow(() -> invalid("role is admin, technician or viewer"));
  }

  private static @Nullable String group(@Nullable String group) {
    return group == null || group.isEmpty() ? null : group;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
