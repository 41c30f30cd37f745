package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.provisioning.ProvisioningAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys that sign what programs that choose the hubs of devices are asked. */
@Path("/api/v1/provisioning/allocation-keys")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "provisioning")
public final class AllocationKeyResource {

  private final ProvisioningAccess access;

  public AllocationKeyResource(ProvisioningAccess access) {
    this.access = access;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "allocationKeys",
      summary = "What signs the questions to programs that choose hubs, now and next")
  @APIResponse(
      responseCode = "200",
      description = "The keys",
      content = @Content(schema = @Schema(implementation = AllocationKeys.class)))
  public AllocationKeys keys() {
    return AllocationKeys.of(access.allocation());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "renewAllocationKey",
      summary = "Has the next key sign from now on, and makes one to follow it")
  @APIResponse(
      responseCode = "200",
      description = "The keys as they are now",
      content = @Content(schema = @Schema(implementation = AllocationKeys.class)))
  public AllocationKeys renew() {
    return AllocationKeys.of(access.renewAllocationKey());
  }
}
