package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Callers;
import dev.homeport.onboarding.ClaimCodes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The codes by which end users claim what they bought (docs/onboarding.md). */
@Path("/api/v1/records/{serial}/claim-code")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public final class ClaimCodeResource {

  private static final int DAYS = 90;

  private final ClaimCodes codes;

  public ClaimCodeResource(ClaimCodes codes) {
    this.codes = codes;
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "createClaimCode",
      summary = "Makes the claim code of a record; an earlier one works no more")
  @APIResponse(
      responseCode = "201",
      description = "The code, shown this once",
      content = @Content(schema = @Schema(implementation = CreatedClaimCode.class)))
  @APIResponse(responseCode = "400", description = "days is out of range")
  @APIResponse(responseCode = "404", description = "No such record")
  @APIResponse(responseCode = "409", description = "The device was onboarded")
  public Response make(
      @PathParam("serial") String serial,
      @RequestBody @Nullable ClaimCodeOrder order,
      @Context ContainerRequestContext context) {
    Integer days = order == null ? null : order.days();
    ClaimCodes.Made made =
        codes.make(serial, Objects.requireNonNullElse(days, DAYS), Callers.of(context).name());
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(new CreatedClaimCode(made.serial(), made.code(), made.expiresAt().toString()))
        .build();
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "claimCode", summary = "Whether a record's claim code still works")
  @APIResponse(
      responseCode = "200",
      description = "What is known of it",
      content = @Content(schema = @Schema(implementation = ClaimCodeItem.class)))
  @APIResponse(responseCode = "404", description = "The record has none")
  public ClaimCodeItem state(@PathParam("serial") String serial) {
    return ClaimCodeItem.of(codes.state(serial));
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteClaimCode", summary = "Ends a record's claim code")
  @APIResponse(responseCode = "204", description = "It works no more")
  @APIResponse(responseCode = "404", description = "The record has none")
  public void withdraw(@PathParam("serial") String serial) {
    codes.withdraw(serial);
  }
}
