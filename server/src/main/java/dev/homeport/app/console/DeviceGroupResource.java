package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.twin.group.GroupService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The groups of a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/groups")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public final class DeviceGroupResource {

  private final AskedHub hub;
  private final GroupService groups;

  public DeviceGroupResource(AskedHub hub, GroupService groups) {
    this.hub = hub;
    this.groups = groups;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "deviceGroups", summary = "The groups that a device is in")
  @APIResponse(
      responseCode = "200",
      description = "The groups",
      content = @Content(schema = @Schema(implementation = GroupList.class)))
  @APIResponse(responseCode = "404", description = "No such device")
  public GroupList of(@PathParam("deviceId") String deviceId) {
    return GroupList.of(groups.of(Identity.device(hub.name(), new DeviceId(deviceId))));
  }
}
