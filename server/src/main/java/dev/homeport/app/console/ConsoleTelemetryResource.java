package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.messaging.TelemetryReader;
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

/** What a device sent lately. */
@OfHub
@Path("/api/v1/devices/{deviceId}/telemetry")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "telemetry")
public final class ConsoleTelemetryResource {

  private static final int DEFAULT_LIMIT = 100;

  private final AskedHub hub;
  private final TelemetryReader reader;
  private final RegistryService registry;

  public ConsoleTelemetryResource(AskedHub hub, TelemetryReader reader, RegistryService registry) {
    this.hub = hub;
    this.reader = reader;
    this.registry = registry;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "telemetry", summary = "The latest messages, newest last")
  @APIResponse(
      responseCode = "200",
      description = "The messages",
      content = @Content(schema = @Schema(implementation = TelemetryPage.class)))
  @APIResponse(responseCode = "400", description = "The limit is invalid")
  @APIResponse(responseCode = "404", description = "No such device")
  @APIResponse(responseCode = "503", description = "The event stream does not answer")
  public TelemetryPage telemetry(
      @PathParam("deviceId") String deviceId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + TelemetryReader.MAX_RECORDS,
                      defaultValue = "" + DEFAULT_LIMIT))
          @QueryParam("limit")
          @Nullable String limit) {
    DeviceId id = new DeviceId(deviceId);
    registry.get(Identity.device(hub.name(), id));
    return new TelemetryPage(
        reader.last(hub.name(), id, DeviceQuery.number("limit", limit, DEFAULT_LIMIT)).stream()
            .map(TelemetryItem::of)
            .toList());
  }
}
