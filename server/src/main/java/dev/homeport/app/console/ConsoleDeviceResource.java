package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.Secret;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The devices of the hub: list, make, change, delete. */
@OfHub
@Path("/api/v1/devices")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
public final class ConsoleDeviceResource {

  private final AskedHub hub;
  private final Hubs hubs;
  private final RegistryService registry;
  private final DeviceDirectory directory;

  public ConsoleDeviceResource(
      AskedHub hub, Hubs hubs, RegistryService registry, DeviceDirectory directory) {
    this.hub = hub;
    this.hubs = hubs;
    this.registry = registry;
    this.directory = directory;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listDevices", summary = "A page of the device list")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = DevicePage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public DevicePage list(
      @Parameter(description = "Part of the device id, whatever its case") @QueryParam("search")
          @Nullable String search,
      @Parameter(schema = @Schema(implementation = DeviceStatus.class)) @QueryParam("status")
          @Nullable String status,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"connected", "disconnected"}))
          @QueryParam("connection")
          @Nullable String connection,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"healthy", "warning", "critical", "unknown"}))
          @QueryParam("health")
          @Nullable String health,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        DeviceQuery.DEVICE_ID,
                        DeviceQuery.LAST_ACTIVITY_TIME,
                        DeviceQuery.CONNECTION_STATE,
                        DeviceQuery.FIRMWARE,
                        DeviceQuery.STATUS,
                        DeviceQuery.HEALTH
                      },
                      defaultValue = DeviceQuery.DEVICE_ID))
          @QueryParam("sort")
          @Nullable String sort,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"asc", "desc"},
                      defaultValue = "asc"))
          @QueryParam("order")
          @Nullable String order,
      @Parameter(
              description = "Which page, counted from 0",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @QueryParam("page")
          @Nullable String page,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + DeviceQuery.MAX_PAGE_SIZE,
                      defaultValue = "" + DeviceQuery.DEFAULT_PAGE_SIZE))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    return directory
        .of(hub.name())
        .page(DeviceQuery.of(search, status, connection, sort, order, page, pageSize, health));
  }

  @POST
  @Needs(Action.OPERATE_DEVICES)
  @Operation(operationId = "createDevice", summary = "Makes a device")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = CreatedDevice.class)))
  @APIResponse(responseCode = "400", description = "The device is invalid")
  @APIResponse(responseCode = "409", description = "The device exists already")
  public Response create(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @RequestBody(required = true) @Nullable NewDevice device) {
    if (device == null || device.deviceId() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "deviceId is missing");
    }
    RegisteredIdentity created =
        registry.create(
            identity(device.deviceId()),
            new NewIdentity(
                device.status() != DeviceStatus.DISABLED,
                null,
                authentication(device),
                null,
                false,
                null,
                List.of()));
    String connectionString =
        created.authentication() instanceof Authentication.Sas(Secret primary, Secret _)
            ? connectionString(host, device.deviceId(), primary)
            : null;
    return Response.status(Response.Status.CREATED)
        .entity(new CreatedDevice(device.deviceId(), connectionString))
        .build();
  }

  private static Authentication authentication(NewDevice device) {
    boolean keys = isGiven(device.primaryKey()) || isGiven(device.secondaryKey());
    boolean thumbprints =
        isGiven(device.primaryThumbprint()) || isGiven(device.secondaryThumbprint());
    if (keys && thumbprints) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a device has keys or thumbprints, not both");
    }
    return thumbprints
        ? NewIdentity.selfSigned(device.primaryThumbprint(), device.secondaryThumbprint())
        : NewIdentity.sas(device.primaryKey(), device.secondaryKey());
  }

  private static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  @GET
  @Needs(Action.VIEW)
  @Path("{deviceId}")
  @Operation(operationId = "device", summary = "All about one device")
  @APIResponse(
      responseCode = "200",
      description = "The device",
      content = @Content(schema = @Schema(implementation = DeviceDetail.class)))
  @APIResponse(responseCode = "404", description = "No such device")
  public DeviceDetail device(@PathParam("deviceId") String deviceId) {
    Identity identity = identity(deviceId);
    RegisteredIdentity registered = registry.get(identity);
    DeviceSummary summary =
        directory.of(hub.name()).byIds(List.of(deviceId)).stream()
            .findFirst()
            .orElseThrow(() -> RegistryService.notFound(identity));
    List<ModuleSummary> modules =
        registry.modules(identity).stream()
            .map(
                module ->
                    new ModuleSummary(
                        module.identity().moduleColumn(), ConnectionState.of(module.connected())))
            .toList();
    Optional<DeviceDirectory.Connection> connection = directory.of(hub.name()).connection(deviceId);
    return new DeviceDetail(
        summary.deviceId(),
        summary.status(),
        summary.connectionState(),
        summary.lastActivityTime(),
        summary.model(),
        summary.firmware(),
        summary.location(),
        summary.authenticationType(),
        summary.health(),
        registered.generationId(),
        registered.etag(),
        registered.statusReason(),
        text(registered.connectionChangedAt()),
        text(registered.statusUpdatedAt()),
        registered.messageCount(),
        modules,
        connection.map(DeviceDirectory.Connection::protocol).orElse(null),
        connection.map(DeviceDirectory.Connection::remoteAddress).orElse(null));
  }

  @PATCH
  @Needs(Action.ADMINISTER)
  @Path("{deviceId}")
  @Operation(operationId = "updateDevice", summary = "Enables or disables a device")
  @APIResponse(
      responseCode = "200",
      description = "The device as it is now",
      content = @Content(schema = @Schema(implementation = DeviceDetail.class)))
  @APIResponse(responseCode = "400", description = "The change is invalid")
  @APIResponse(responseCode = "404", description = "No such device")
  public DeviceDetail update(
      @PathParam("deviceId") String deviceId,
      @RequestBody(required = true) @Nullable DevicePatch patch) {
    Identity identity = identity(deviceId);
    RegisteredIdentity current = registry.get(identity);
    if (patch != null && (patch.status() != null || patch.statusReason() != null)) {
      registry.update(
          identity,
          new NewIdentity(
              patch.status() == null ? current.enabled() : patch.status() == DeviceStatus.ENABLED,
              patch.statusReason() == null ? current.statusReason() : patch.statusReason(),
              current.authentication(),
              current.managedBy(),
              current.edge(),
              current.deviceScope(),
              current.parentScopes()),
          current.etag());
    }
    return device(deviceId);
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{deviceId}")
  @Operation(operationId = "deleteDevice", summary = "Deletes a device with its modules")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such device")
  public void delete(@PathParam("deviceId") String deviceId) {
    registry.delete(identity(deviceId), null);
  }

  @GET
  @Needs(Action.READ_KEYS)
  @Path("{deviceId}/credentials")
  @Operation(operationId = "deviceCredentials", summary = "What the device proves itself with")
  @APIResponse(
      responseCode = "200",
      description = "Keys and connection strings, or thumbprints",
      content = @Content(schema = @Schema(implementation = DeviceCredentials.class)))
  @APIResponse(responseCode = "404", description = "No such device")
  public DeviceCredentials credentials(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @PathParam("deviceId") String deviceId) {
    return switch (registry.get(identity(deviceId)).authentication()) {
      case Authentication.Sas(Secret primary, Secret secondary) ->
          new DeviceCredentials(
              primary.reveal(),
              secondary.reveal(),
              connectionString(host, deviceId, primary),
              connectionString(host, deviceId, secondary),
              null,
              null);
      case Authentication.SelfSigned(String primary, String secondary) ->
          new DeviceCredentials(null, null, null, null, primary, secondary);
      case Authentication.CertificateAuthority() -> none();
      case Authentication.None() -> none();
    };
  }

  private static DeviceCredentials none() {
    return new DeviceCredentials(null, null, null, null, null, null);
  }

  private String connectionString(@Nullable String host, String deviceId, Secret key) {
    return "HostName="
        + HostNames.choose(host, hubs.hostNames(hub.name()))
        + ";DeviceId="
        + deviceId
        + ";SharedAccessKey="
        + key.reveal();
  }

  private Identity identity(String deviceId) {
    return Identity.device(hub.name(), new DeviceId(deviceId));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
