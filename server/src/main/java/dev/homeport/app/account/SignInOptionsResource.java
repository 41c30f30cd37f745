package dev.homeport.app.account;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the sign-in page offers. */
@Path("/api/v1/sign-in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SignInOptionsResource {

  private final ExternalSignIn external;

  public SignInOptionsResource(ExternalSignIn external) {
    this.external = external;
  }

  @GET
  @Needs(Action.SIGN_IN)
  @Operation(operationId = "signInOptions", summary = "How one may sign in")
  @APIResponse(
      responseCode = "200",
      description = "The ways",
      content = @Content(schema = @Schema(implementation = SignInOptions.class)))
  public SignInOptions options() {
    return new SignInOptions(external.name().orElse(null));
  }
}
