package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.onboarding.StatusDelivery;
import dev.homeport.onboarding.StatusHook;
import dev.homeport.onboarding.StatusHooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Programs that are told how far devices have come (docs/onboarding.md). */
@Path("/api/v1/status-hooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "status hooks")
public final class StatusHookResource {

  private final StatusHooks hooks;

  public StatusHookResource(StatusHooks hooks) {
    this.hooks = hooks;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "listStatusHooks", summary = "All status hooks by name")
  @APIResponse(
      responseCode = "200",
      description = "The hooks",
      content = @Content(schema = @Schema(implementation = StatusHookList.class)))
  public StatusHookList list() {
    return new StatusHookList(hooks.all().stream().map(StatusHookItem::of).toList());
  }

  @PUT
  @Needs(Action.ADMINISTER)
  @Path("{name}")
  @Operation(operationId = "saveStatusHook", summary = "Makes or changes a status hook")
  @APIResponse(
      responseCode = "200",
      description = "The hook as it is now",
      content = @Content(schema = @Schema(implementation = StatusHookItem.class)))
  @APIResponse(responseCode = "400", description = "The hook is invalid")
  public StatusHookItem save(
      @PathParam("name") String name, @RequestBody(required = true) @Nullable NewStatusHook hook) {
    if (hook == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the hook is missing");
    }
    StatusHook before =
        hooks.all().stream().filter(known -> known.name().equals(name)).findFirst().orElse(null);
    hooks.save(hook.of(name, before));
    return StatusHookItem.of(hooks.get(name));
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{name}")
  @Operation(operationId = "deleteStatusHook", summary = "Deletes a status hook and its messages")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such hook")
  public void delete(@PathParam("name") String name) {
    hooks.delete(name);
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Path("{name}/deliveries")
  @Operation(
      operationId = "statusDeliveries",
      summary = "The latest messages to a status hook; " + StatusHooks.MAX_DELIVERIES + " at most")
  @APIResponse(
      responseCode = "200",
      description = "The messages",
      content = @Content(schema = @Schema(implementation = StatusDeliveryList.class)))
  @APIResponse(responseCode = "404", description = "No such hook")
  public StatusDeliveryList deliveries(
      @PathParam("name") String name,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"due", "delivered", "dead"}))
          @QueryParam("state")
          @Nullable String state) {
    StatusDelivery.State only =
        state == null || state.isEmpty()
            ? null
            : StatusDelivery.State.of(state)
                .orElseThrow(
                    () ->
                        new HubException(ErrorCode.ARGUMENT_INVALID, "there is no state " + state));
    return new StatusDeliveryList(
        hooks.deliveries(name, only).stream()
            .map(StatusDeliveryList.StatusDeliveryItem::of)
            .toList());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Path("{name}/replay")
  @Operation(
      operationId = "replayStatus",
      summary = "Sends the messages again that were given up, or the one that is named")
  @APIResponse(
      responseCode = "200",
      description = "How many are sent again",
      content = @Content(schema = @Schema(implementation = StatusReplay.class)))
  @APIResponse(responseCode = "404", description = "No such hook")
  public StatusReplay replay(
      @PathParam("name") String name,
      @Parameter(description = "The only message") @QueryParam("delivery")
          @Nullable String delivery) {
    return new StatusReplay(hooks.replay(name, delivery == null ? null : id(delivery)));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "delivery is the id of a message");
    }
  }
}
