package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.health.HealthReports;
import dev.homeport.registry.RegistryService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** How well a device is, and was. */
@OfHub
@Path("/api/v1/devices/{deviceId}/health")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public final class DeviceHealthResource {

  private static final int DEFAULT_LIMIT = 50;

  private final AskedHub hub;
  private final HealthReports reports;
  private final RegistryService registry;

  public DeviceHealthResource(AskedHub hub, HealthReports reports, RegistryService registry) {
    this.hub = hub;
    this.reports = reports;
    this.registry = registry;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "deviceHealth", summary = "How well a device is, and why")
  @APIResponse(
      responseCode = "200",
      description = "Its health",
      content = @Content(schema = @Schema(implementation = DeviceHealth.class)))
  @APIResponse(responseCode = "404", description = "No such device")
  public DeviceHealth health(@PathParam("deviceId") String deviceId) {
    return DeviceHealth.of(reports.of(identity(deviceId)));
  }

  @GET
  @Needs(Action.VIEW)
  @Path("changes")
  @Operation(
      operationId = "deviceHealthChanges",
      summary = "What became of a device's health, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of changes",
      content = @Content(schema = @Schema(implementation = HealthChangePage.class)))
  @APIResponse(responseCode = "400", description = "The place or the limit is invalid")
  @APIResponse(responseCode = "404", description = "No such device")
  public HealthChangePage changes(
      @PathParam("deviceId") String deviceId,
      @Parameter(description = "Of the page before; left out: the newest changes")
          @QueryParam("continuation")
          @Nullable String continuation,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + HealthReports.MAX_CHANGES,
                      defaultValue = "" + DEFAULT_LIMIT))
          @QueryParam("limit")
          @Nullable String limit) {
    Identity identity = identity(deviceId);
    registry.get(identity);
    int most = DeviceQuery.number("limit", limit, DEFAULT_LIMIT);
    return HealthChangePage.of(reports.changes(identity, position(continuation), most), most);
  }

  private Identity identity(String deviceId) {
    return Identity.device(hub.name(), new DeviceId(deviceId));
  }

  private static @Nullable Long position(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the continuation is of another list");
    }
  }
}
