package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.configuration.ConfigurationService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What automatic configurations do at a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/configurations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "configurations")
public final class DeviceConfigurationResource {

  private final AskedHub hub;
  private final ConfigurationService configurations;

  public DeviceConfigurationResource(AskedHub hub, ConfigurationService configurations) {
    this.hub = hub;
    this.configurations = configurations;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(
      operationId = "explainConfigurations",
      summary = "Why the device, or a module of it, has the desired properties it has")
  @APIResponse(
      responseCode = "200",
      description = "The configurations that target it, and which of them each value is from",
      content = @Content(schema = @Schema(implementation = ConfigurationExplanation.class)))
  @APIResponse(responseCode = "400", description = "An id is malformed")
  @APIResponse(responseCode = "404", description = "No such device or module")
  public ConfigurationExplanation explain(
      @PathParam("deviceId") String deviceId,
      @Parameter(description = "A module, in the place of the device itself")
          @QueryParam("moduleId")
          @Nullable String moduleId) {
    Identity identity =
        new Identity(
            hub.name(),
            new DeviceId(deviceId),
            moduleId == null || moduleId.isEmpty() ? null : new ModuleId(moduleId));
    return ConfigurationExplanation.of(configurations.explain(identity));
  }
}
