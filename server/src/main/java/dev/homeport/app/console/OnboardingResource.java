package dev.homeport.app.console;

import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Callers;
import dev.homeport.onboarding.Onboarding;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Brings devices from their manufacturing records to the hub (docs/onboarding.md). */
@Path("/api/v1/onboarding")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "onboarding")
public final class OnboardingResource {

  private final Hubs hubs;
  private final Onboarding onboarding;
  private final ProvisioningAccess provisioning;

  public OnboardingResource(Hubs hubs, Onboarding onboarding, ProvisioningAccess provisioning) {
    this.hubs = hubs;
    this.onboarding = onboarding;
    this.provisioning = provisioning;
  }

  @POST
  @Needs(value = Action.OPERATE_DEVICES, keepsToGroup = true)
  @Path("checks")
  @Operation(
      operationId = "examineDevice",
      summary = "Looks whether a device can be onboarded; changes nothing")
  @APIResponse(
      responseCode = "200",
      description = "What was looked at, and how it went",
      content = @Content(schema = @Schema(implementation = OnboardingExamination.class)))
  @APIResponse(responseCode = "400", description = "The code is missing or too long")
  public OnboardingExamination examine(
      @RequestBody(required = true) @Nullable OnboardingOrder order,
      @Context ContainerRequestContext context) {
    return OnboardingExamination.of(
        onboarding.examine(OnboardingOrder.request(order), Callers.of(context).group()));
  }

  @POST
  @Needs(value = Action.OPERATE_DEVICES, keepsToGroup = true)
  @Operation(
      operationId = "onboardDevice",
      summary =
          "Makes or enrolls a device from its manufacturing record, and hands out its credentials once")
  @APIResponse(
      responseCode = "201",
      description = "The device and its credentials",
      content = @Content(schema = @Schema(implementation = OnboardedDevice.class)))
  @APIResponse(
      responseCode = "400",
      description = "The certificate is another one, or its request is refused")
  @APIResponse(responseCode = "404", description = "There is no record of it")
  @APIResponse(responseCode = "409", description = "It is provisioned already")
  public Response onboard(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @RequestBody(required = true) @Nullable OnboardingOrder order,
      @Context ContainerRequestContext context) {
    Caller caller = Callers.of(context);
    return created(
        OnboardedDevice.of(
            onboarding.onboard(OnboardingOrder.request(order), caller.name(), caller.group()),
            HostNames.choose(host, hubs.hostNames(HubName.DEFAULT)),
            provisioning.idScope()));
  }

  /** An answer with secrets in it. */
  static Response created(OnboardedDevice device) {
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(device)
        .build();
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{serial}")
  @Operation(
      operationId = "releaseDevice",
      summary = "Lets a device be onboarded again, once it is deleted from its hub")
  @APIResponse(responseCode = "204", description = "Released")
  @APIResponse(responseCode = "404", description = "It was not onboarded")
  public void release(@PathParam("serial") String serial) {
    onboarding.release(serial);
  }
}
