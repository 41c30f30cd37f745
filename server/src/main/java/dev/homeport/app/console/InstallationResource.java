package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How Homeport is set up. Settings are read at the start, so there is nothing to change here. */
@Path("/api/v1/installation")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "installation")
public final class InstallationResource {

  private final Installations installations;

  public InstallationResource(Installations installations) {
    this.installations = installations;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "installation", summary = "Settings without secrets, nodes and versions")
  @APIResponse(
      responseCode = "200",
      description = "How it is set up",
      content = @Content(schema = @Schema(implementation = Installation.class)))
  public Installation installation() {
    return installations.now();
  }

  @POST
  @Path("test-mail")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "testMail", summary = "Sends a mail that says it is a test")
  @APIResponse(responseCode = "204", description = "The mail server has taken it")
  @APIResponse(responseCode = "400", description = "No address, or mail is not set up")
  @APIResponse(responseCode = "503", description = "The mail server has not taken it")
  public void testMail(@RequestBody(required = true) @Nullable MailTest test) {
    if (test == null || test.recipient() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "recipient is missing");
    }
    installations.tryMail(test.recipient());
  }
}
