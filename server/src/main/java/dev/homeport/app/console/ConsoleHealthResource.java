package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.health.Threshold;
import dev.homeport.health.ThresholdPreview;
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
@OfHub
@Path("/api/v1/health/thresholds")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public final class ConsoleHealthResource {

  private final AskedHub hub;
  private final ThresholdService thresholds;
  private final ThresholdPreview preview;

  public ConsoleHealthResource(
      AskedHub hub, ThresholdService thresholds, ThresholdPreview preview) {
    this.hub = hub;
    this.thresholds = thresholds;
    this.preview = preview;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listThresholds", summary = "All thresholds of devices' health")
  @APIResponse(
      responseCode = "200",
      description = "The thresholds",
      content = @Content(schema = @Schema(implementation = HealthThresholdList.class)))
  public HealthThresholdList list() {
    return new HealthThresholdList(
        thresholds.all(hub.name()).stream().map(HealthThreshold::of).toList());
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
    NewHealthThreshold asked = given(threshold);
    return answer(
        Response.Status.CREATED,
        thresholds.create(hub.name(), asked.to(), asked.metricName(), asked.givenLimits()));
  }

  private static NewHealthThreshold given(@Nullable NewHealthThreshold threshold) {
    if (threshold == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the threshold is missing");
    }
    return threshold;
  }

  @POST
  @Needs(Action.VIEW)
  @Path("preview")
  @Operation(
      operationId = "previewThreshold",
      summary = "How many devices would be how well by a threshold, were it saved")
  @APIResponse(
      responseCode = "200",
      description = "What it would make of the latest values",
      content = @Content(schema = @Schema(implementation = ThresholdOutcome.class)))
  @APIResponse(responseCode = "400", description = "The threshold is invalid")
  public ThresholdOutcome preview(
      @RequestBody(required = true) @Nullable NewHealthThreshold threshold) {
    NewHealthThreshold asked = given(threshold);
    return ThresholdOutcome.of(
        preview.of(hub.name(), asked.to(), asked.metricName(), asked.givenLimits()));
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
    return answer(
        Response.Status.OK, thresholds.update(hub.name(), uuid(id), limits.limits(), ifMatch));
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
    thresholds.delete(hub.name(), uuid(id), ifMatch);
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
