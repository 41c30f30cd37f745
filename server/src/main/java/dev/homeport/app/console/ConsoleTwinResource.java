package dev.homeport.app.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.twin.TwinService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The twin of a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/twin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "twins")
@APIResponse(responseCode = "404", description = "No such device")
public final class ConsoleTwinResource {

  private final AskedHub hub;
  private final TwinService twins;

  public ConsoleTwinResource(AskedHub hub, TwinService twins) {
    this.hub = hub;
    this.twins = twins;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "twin", summary = "The twin with its metadata")
  @APIResponse(
      responseCode = "200",
      description = "The twin",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = Twin.class)))
  public Response twin(@PathParam("deviceId") String deviceId) {
    return answer(twins.get(identity(deviceId)));
  }

  @PATCH
  @Needs(Action.OPERATE_DEVICES)
  @Operation(
      operationId = "updateTwin",
      summary = "Merges tags and desired properties; null deletes")
  @APIResponse(
      responseCode = "200",
      description = "The twin as it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = Twin.class)))
  @APIResponse(responseCode = "400", description = "The patch is invalid")
  @APIResponse(responseCode = "412", description = "The twin has changed since it was read")
  public Response update(
      @PathParam("deviceId") String deviceId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = TwinPatch.class)))
          byte @Nullable [] patch) {
    if (patch == null || patch.length == 0) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the patch is empty");
    }
    return answer(twins.patch(identity(deviceId), patch, ifMatch));
  }

  private Identity identity(String deviceId) {
    return Identity.device(hub.name(), new DeviceId(deviceId));
  }

  private static Response answer(ObjectNode twin) {
    return Response.ok(twin.toString())
        .header(HttpHeaders.ETAG, "\"" + twin.path("etag").asText() + "\"")
        .build();
  }
}
