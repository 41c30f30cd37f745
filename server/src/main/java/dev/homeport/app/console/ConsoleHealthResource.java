package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.health.Threshold;
import dev.homeport.health.ThresholdService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is expected of devices' metrics. */
@Path("/api/v1/health/thresholds")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public final class ConsoleHealthResource {

  private static final HubName HUB = HubName.DEFAULT;

  private final ThresholdService thresholds;

  public ConsoleHealthResource(ThresholdService thresholds) {
    this.thresholds = thresholds;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listThresholds", summary = "All thresholds of devices' health")
  @APIResponse(
      responseCode = "200",
      description = "The thresholds",
      content = @Content(schema = @Schema(implementation = HealthThresholdList.class)))
  public HealthThresholdList list() {
    return new HealthThresholdList(thresholds.all(HUB).stream().map(HealthThreshold::of).toList());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "createThreshold", summary = "Makes a threshold")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = HealthThreshold.class)))
  @APIResponse(responseCode = "400", description = "The threshold is invalid")
  @APIResponse(responseCode = "412", description = "There is one for that metric and scope")
  public Response create(@RequestBody(required = true) @Nullable NewHealthThreshold threshold) {
    if (threshold == null || threshold.metric() == null || threshold.limits() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "metric or limits are missing");
    }
    return answer(
        Response.Status.CREATED,
        thresholds.create(
            HUB, threshold.to(), threshold.metric().strip(), threshold.limits().limits()));
  }

  @PUT
  @Needs(Action.ADMINISTER)
  @Path("{id}")
  @Operation(operationId = "updateThreshold", summary = "Sets other limits")
  @APIResponse(
      responseCode = "200",
      description = "The threshold as it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = HealthThreshold.class)))
  @APIResponse(responseCode = "400", description = "The limits are invalid")
  @APIResponse(responseCode = "404", description = "No such threshold")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public Response update(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(required = true) @Nullable HealthLimits limits) {
    if (limits == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the limits are missing");
    }
    return answer(Response.Status.OK, thresholds.update(HUB, uuid(id), limits.limits(), ifMatch));
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{id}")
  @Operation(operationId = "deleteThreshold", summary = "Deletes a threshold")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such threshold")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    thresholds.delete(HUB, uuid(id), ifMatch);
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.NOT_FOUND, "no such threshold");
    }
  }

  private static Response answer(Response.Status status, Threshold threshold) {
    return Response.status(status)
        .entity(HealthThreshold.of(threshold))
        .header(HttpHeaders.ETAG, "\"" + threshold.etag() + "\"")
        .build();
  }
}
