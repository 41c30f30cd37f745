package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.registry.Hub;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The hubs of the installation: list, add, change, remove. */
@Path("/api/v1/hubs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "hubs")
public final class HubResource {

  private final Hubs hubs;
  private final Jdbi jdbi;
  private final Clock clock;

  public HubResource(Hubs hubs, Jdbi jdbi, Clock clock) {
    this.hubs = hubs;
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listHubs", summary = "The hubs by name, with counts of their devices")
  @APIResponse(
      responseCode = "200",
      description = "The hubs",
      content = @Content(schema = @Schema(implementation = HubList.class)))
  public HubList list() {
    return new HubList(hubs.list().stream().map(this::item).toList());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "createHub",
      summary = "Adds a hub, which is served at once, at other nodes within seconds")
  @APIResponse(
      responseCode = "201",
      description = "The hub",
      content = @Content(schema = @Schema(implementation = HubItem.class)))
  @APIResponse(responseCode = "400", description = "Something in it is invalid")
  @APIResponse(responseCode = "403", description = "There are as many as there may be")
  @APIResponse(responseCode = "409", description = "The name or a host name is another hub's")
  public Response create(@RequestBody(required = true) @Nullable NewHub wanted) {
    if (wanted == null || wanted.name() == null || wanted.hostNames() == null) {
      throw invalid("name and hostNames are needed");
    }
    Hub made =
        hubs.create(
            new HubName(wanted.name()),
            stripped("hostNames", wanted.hostNames()),
            Objects.requireNonNullElse(wanted.weight(), 1),
            wanted.networks() == null ? List.of() : stripped("networks", wanted.networks()),
            clock);
    return Response.status(Response.Status.CREATED).entity(item(made)).build();
  }

  @GET
  @Path("{hub}")
  @Needs(Action.VIEW)
  @Operation(operationId = "hub", summary = "A hub")
  @APIResponse(
      responseCode = "200",
      description = "The hub",
      content = @Content(schema = @Schema(implementation = HubItem.class)))
  @APIResponse(responseCode = "404", description = "No such hub")
  public HubItem hub(@PathParam("hub") String hub) {
    return item(hubs.get(hub));
  }

  @PATCH
  @Path("{hub}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "updateHub", summary = "Changes a hub's host names, weight or networks")
  @APIResponse(
      responseCode = "200",
      description = "The hub as it is now",
      content = @Content(schema = @Schema(implementation = HubItem.class)))
  @APIResponse(responseCode = "400", description = "Something in it is invalid")
  @APIResponse(responseCode = "404", description = "No such hub")
  @APIResponse(responseCode = "409", description = "A host name is another hub's")
  public HubItem update(
      @PathParam("hub") String hub, @RequestBody(required = true) @Nullable HubPatch patch) {
    if (patch == null
        || (patch.hostNames() == null && patch.weight() == null && patch.networks() == null)) {
      throw invalid("hostNames, weight or networks is needed");
    }
    return item(
        hubs.update(
            hub,
            patch.hostNames() == null ? null : stripped("hostNames", patch.hostNames()),
            patch.weight(),
            patch.networks() == null ? null : stripped("networks", patch.networks())));
  }

  @DELETE
  @Path("{hub}")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "deleteHub",
      summary = "Ends a hub with all its data: devices, twins, telemetry, jobs, policies")
  @APIResponse(responseCode = "204", description = "Nobody is served any more; its data goes now")
  @APIResponse(responseCode = "400", description = "It is the installation's own hub")
  @APIResponse(responseCode = "404", description = "No such hub")
  @APIResponse(responseCode = "409", description = "It has devices, and that was not confirmed")
  public void delete(
      @PathParam("hub") String hub,
      @Parameter(description = "The hub's name once more, when it has devices")
          @QueryParam("confirm")
          @Nullable String confirm) {
    Hub found = hubs.get(hub);
    long devices = devices(found).total();
    if (devices > 0 && !found.name().value().equals(confirm)) {
      throw new HubException(
          ErrorCode.HUB_NOT_EMPTY,
          "the hub has "
              + devices
              + " devices, which would be deleted too: say so with confirm="
              + found.name());
    }
    hubs.remove(hub, clock);
  }

  private HubItem item(Hub hub) {
    return HubItem.of(hub, devices(hub));
  }

  private DeviceCounts devices(Hub hub) {
    return new FleetFigures(jdbi, hub.name()).counts();
  }

  private static List<String> stripped(String what, List<@Nullable String> texts) {
    if (texts.stream().anyMatch(Objects::isNull)) {
      throw invalid(what + " holds no null");
    }
    return texts.stream().map(Objects::requireNonNull).map(String::strip).toList();
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
