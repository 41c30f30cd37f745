package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where one is signed in, and the way out of there. */
@Path("/api/v1/sessions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class OwnSessionResource {

  private final SignIn signIn;

  public OwnSessionResource(SignIn signIn) {
    this.signIn = signIn;
  }

  @GET
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "listOwnSessions", summary = "Where one is signed in")
  @APIResponse(
      responseCode = "200",
      description = "One's own sessions",
      content = @Content(schema = @Schema(implementation = OwnSessionList.class)))
  public OwnSessionList list(@Context ContainerRequestContext context) {
    Caller.Person person = SessionResource.person(context);
    return new OwnSessionList(
        signIn.sessions(person.name()).stream()
            .map(row -> OwnSession.of(row, person.sessionId()))
            .toList());
  }

  @DELETE
  @Path("{id}")
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "endOwnSession", summary = "Signs oneself out elsewhere, at once")
  @APIResponse(responseCode = "204", description = "Signed out")
  @APIResponse(responseCode = "404", description = "No such session of one's own")
  public void end(@PathParam("id") String id, @Context ContainerRequestContext context) {
    if (!signIn.end(SessionResource.person(context).name(), uuid(id))) {
      throw notFound();
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static HubException notFound() {
    return new HubException(ErrorCode.NOT_FOUND, "there is no such session");
  }
}
