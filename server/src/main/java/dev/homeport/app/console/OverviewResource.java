package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hub at a glance. */
@Path("/api/v1/overview")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "overview")
public final class OverviewResource {

  private final Overviews overviews;

  public OverviewResource(Overviews overviews) {
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
    return overviews.now();
  }
}
