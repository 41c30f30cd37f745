package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Problem;
import dev.homeport.app.audit.AuditTrail;
import dev.homeport.onboarding.ClaimCodes;
import dev.homeport.onboarding.ClaimResult;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where end users claim what they bought, without an account (docs/onboarding.md). */
@Path("/api/v1/claims")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "onboarding")
public final class ClaimResource {

  private final Hubs hubs;
  private final ClaimCodes codes;

  public ClaimResource(Hubs hubs, ClaimCodes codes) {
    this.hubs = hubs;
    this.codes = codes;
  }

  @POST
  @Needs(Action.SIGN_IN)
  @Operation(
      operationId = "claimDevice",
      summary = "Registers a device by its claim code, and hands out its credentials once")
  @APIResponse(
      responseCode = "201",
      description = "The device and its credentials",
      content = @Content(schema = @Schema(implementation = OnboardedDevice.class)))
  @APIResponse(responseCode = "400", description = "The code has a slip in it")
  @APIResponse(responseCode = "404", description = "The code does not work")
  @APIResponse(responseCode = "409", description = "The device is provisioned already")
  @APIResponse(
      responseCode = "429",
      description = "Too many wrong codes from this address",
      headers = @Header(name = "Retry-After", schema = @Schema(implementation = Integer.class)))
  public Response claim(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @RequestBody(required = true) @Nullable Claim claim,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    if (claim == null || claim.code() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "code is missing");
    }
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return switch (codes.claim(claim.code(), claim.csr(), address)) {
      case ClaimResult.Claimed(var device) -> {
        context.setProperty(AuditTrail.TARGET, "records/" + device.record().serial());
        yield OnboardingResource.created(
            OnboardedDevice.of(
                device, HostNames.choose(host, hubs.hostNames(HubName.DEFAULT)), null));
      }
      case ClaimResult.Mistyped() ->
          throw new HubException(
              ErrorCode.CLAIM_CODE_MISTYPED, "the code has a slip in it; compare it with the card");
      case ClaimResult.Refused() ->
          throw new HubException(
              ErrorCode.CLAIM_CODE_INVALID, "the code does not work, or works no more");
      case ClaimResult.TooMany(var pause) -> {
        long seconds = pause.toSeconds() + 1;
        yield Response.status(Response.Status.TOO_MANY_REQUESTS)
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.RETRY_AFTER, seconds)
            .entity(
                new Problem(
                    "about:blank",
                    "Too many wrong codes",
                    Response.Status.TOO_MANY_REQUESTS.getStatusCode(),
                    ErrorCode.THROTTLED.code(),
                    "too many wrong codes; try again in " + seconds + " s"))
            .build();
      }
    };
  }
}
