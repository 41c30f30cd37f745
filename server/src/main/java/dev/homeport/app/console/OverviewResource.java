package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.app.account.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The hub at a glance. */
@Path("/api/v1/overview")
@OfHub
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "overview")
public final class OverviewResource {

  private final AskedHub hub;
  private final Overviews overviews;

  public OverviewResource(AskedHub hub, Overviews overviews) {
    this.hub = hub;
    this.overviews = overviews;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "overview", summary = "The hub at a glance")
  @APIResponse(
      responseCode = "200",
      description = "The overview",
      content = @Content(schema = @Schema(implementation = Overview.class)))
  public Overview overview() {
    return overviews.now(hub.name());
  }

  @GET
  @Needs(Action.VIEW)
  @Path("map")
  @Operation(
      operationId = "fleetMap",
      summary = "Where devices are",
      description =
          "Counts devices by the reported property location {latitude, longitude}, in squares that"
              + " are a 48th of the longer side of the area.")
  @APIResponse(
      responseCode = "200",
      description = "The devices of the area",
      content = @Content(schema = @Schema(implementation = FleetMap.class)))
  @APIResponse(
      responseCode = "400",
      description = "The area is none",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public FleetMap map(
      @Parameter(schema = @Schema(type = SchemaType.NUMBER, defaultValue = "-180"))
          @QueryParam("west")
          @Nullable String west,
      @Parameter(schema = @Schema(type = SchemaType.NUMBER, defaultValue = "-90"))
          @QueryParam("south")
          @Nullable String south,
      @Parameter(schema = @Schema(type = SchemaType.NUMBER, defaultValue = "180"))
          @QueryParam("east")
          @Nullable String east,
      @Parameter(schema = @Schema(type = SchemaType.NUMBER, defaultValue = "90"))
          @QueryParam("north")
          @Nullable String north) {
    return overviews.map(hub.name(), MapArea.of(west, south, east, north));
  }
}
