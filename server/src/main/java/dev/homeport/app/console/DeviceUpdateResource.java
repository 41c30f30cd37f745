package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.update.deployment.DeploymentService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of a device in deployments. */
@OfHub
@Path("/api/v1/devices/{deviceId}/updates")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public final class DeviceUpdateResource {

  private final AskedHub hub;
  private final DeploymentService deployments;

  public DeviceUpdateResource(AskedHub hub, DeploymentService deployments) {
    this.hub = hub;
    this.deployments = deployments;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "deviceUpdates", summary = "Its updates, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "At most 200 of them",
      content = @Content(schema = @Schema(implementation = DeviceUpdatePage.class)))
  @APIResponse(responseCode = "400", description = "The device id is malformed")
  public DeviceUpdatePage updates(@PathParam("deviceId") String deviceId) {
    List<DeviceUpdateItem> items =
        deployments.history(hub.name(), new DeviceId(deviceId)).stream()
            .map(DeviceUpdateItem::of)
            .toList();
    return new DeviceUpdatePage(items, items.size());
  }
}
