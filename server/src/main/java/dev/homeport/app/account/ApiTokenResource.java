package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.access.Role;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens that a person makes for programs. */
@Path("/api/v1/tokens")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "tokens")
public final class ApiTokenResource {

  private static final int DAYS = 90;

  private final ApiTokens tokens;
  private final Hubs hubs;

  public ApiTokenResource(ApiTokens tokens, Hubs hubs) {
    this.tokens = tokens;
    this.hubs = hubs;
  }

  @GET
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "listTokens", summary = "One's own tokens, or everybody's")
  @APIResponse(
      responseCode = "200",
      description = "The tokens without their secrets",
      content = @Content(schema = @Schema(implementation = ApiTokenList.class)))
  public ApiTokenList list(
      @Parameter(description = "Everybody's, which is for admins") @QueryParam("all") boolean all,
      @Context ContainerRequestContext context) {
    Caller.Person person = SessionResource.person(context);
    if (all && !person.allows(Action.ADMINISTER)) {
      throw new HubException(ErrorCode.FORBIDDEN, "the tokens of others are for admins");
    }
    return new ApiTokenList(
        tokens.list(all ? null : person.name()).stream().map(ApiToken::of).toList());
  }

  @POST
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "createToken", summary = "Makes a token for a program")
  @APIResponse(
      responseCode = "201",
      description = "The token, shown this once",
      content = @Content(schema = @Schema(implementation = CreatedApiToken.class)))
  @APIResponse(responseCode = "400", description = "The name, role or number of days is invalid")
  @APIResponse(responseCode = "404", description = "No such hub")
  public Response create(
      @RequestBody(required = true) @Nullable NewApiToken token,
      @Context ContainerRequestContext context) {
    if (token == null || token.name() == null || token.role() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "name and role are needed");
    }
    Role role =
        Role.of(token.role())
            .orElseThrow(
                () ->
                    new HubException(
                        ErrorCode.ARGUMENT_INVALID, "role is admin, technician or viewer"));
    HubName hub = token.hub() == null ? null : hubs.named(token.hub());
    Duration life = Duration.ofDays(token.days() == null ? DAYS : token.days());
    ApiTokens.Made made =
        tokens.create(SessionResource.person(context), token.name(), role, hub, life);
    return Response.status(Response.Status.CREATED)
        .entity(
            new CreatedApiToken(
                made.row().id().toString(), made.token(), made.row().expiresAt().toString()))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Needs(Action.OWN_ACCOUNT)
  @Operation(
      operationId = "deleteToken",
      summary = "Ends a token of one's own at once; an admin, anybody's")
  @APIResponse(responseCode = "204", description = "Ended")
  @APIResponse(responseCode = "404", description = "No such token")
  public void delete(@PathParam("id") String id, @Context ContainerRequestContext context) {
    Caller.Person person = SessionResource.person(context);
    tokens.delete(uuid(id), person.allows(Action.ADMINISTER) ? null : person.name());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no such token");
    }
  }
}
