package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Views of the device list that people keep: everybody their own, admins also those for all. */
@Path("/api/v1/device-views")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
public final class DeviceViewResource {

  private final DeviceViews views;

  public DeviceViewResource(DeviceViews views) {
    this.views = views;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(
      operationId = "listDeviceViews",
      summary = "The views for everybody and one's own, by name")
  @APIResponse(
      responseCode = "200",
      description = "The views",
      content = @Content(schema = @Schema(implementation = DeviceViewList.class)))
  public DeviceViewList list(@Context ContainerRequestContext context) {
    return new DeviceViewList(views.of(person(Callers.of(context))));
  }

  @PUT
  @Path("own/{name}")
  @Needs(Action.KEEP_VIEWS)
  @Operation(operationId = "saveOwnView", summary = "Keeps a view of one's own")
  @APIResponse(
      responseCode = "200",
      description = "The view",
      content = @Content(schema = @Schema(implementation = DeviceView.class)))
  @APIResponse(responseCode = "400", description = "The name or the definition is invalid")
  public DeviceView saveOwn(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable ViewDefinition definition,
      @Context ContainerRequestContext context) {
    Caller caller = Callers.of(context);
    return views.save(person(caller), name, given(definition), caller.name());
  }

  @PUT
  @Path("shared/{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "saveSharedView", summary = "Keeps a view for everybody")
  @APIResponse(
      responseCode = "200",
      description = "The view",
      content = @Content(schema = @Schema(implementation = DeviceView.class)))
  @APIResponse(responseCode = "400", description = "The name or the definition is invalid")
  public DeviceView saveShared(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable ViewDefinition definition,
      @Context ContainerRequestContext context) {
    return views.save(null, name, given(definition), Callers.of(context).name());
  }

  /** Whose views they are; of a program, its owner's. */
  private static String person(Caller caller) {
    return caller instanceof Caller.Program program ? program.owner() : caller.name();
  }

  private static ViewDefinition given(@Nullable ViewDefinition definition) {
    if (definition == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the definition is missing");
    }
    return definition;
  }

  @DELETE
  @Path("own/{name}")
  @Needs(Action.KEEP_VIEWS)
  @Operation(operationId = "deleteOwnView", summary = "Deletes a view of one's own")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such view")
  public void deleteOwn(@PathParam("name") String name, @Context ContainerRequestContext context) {
    views.delete(person(Callers.of(context)), name);
  }

  @DELETE
  @Path("shared/{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteSharedView", summary = "Deletes a view for everybody")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such view")
  public void deleteShared(@PathParam("name") String name) {
    views.delete(null, name);
  }
}
