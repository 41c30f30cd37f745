package dev.homeport.registry;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Devices and modules in the hub's own REST API. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class IdentityResource {

  private static final int MAX_TOP = 1_000;

  private final Hubs hubs;
  private final RegistryService registry;

  public IdentityResource(Hubs hubs, RegistryService registry) {
    this.hubs = hubs;
    this.registry = registry;
  }

  @GET
  @Path("devices")
  public List<IdentityDocument> devices(
      @HeaderParam("Host") @Nullable String host, @QueryParam("top") @Nullable Integer top) {
    int limit = top == null ? MAX_TOP : top;
    if (limit < 1 || limit > MAX_TOP) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "top is 1 to " + MAX_TOP);
    }
    return registry.devices(hubs.byHost(host), limit).stream().map(IdentityDocument::of).toList();
  }

  @GET
  @Path("devices/{deviceId}")
  public Response device(
      @HeaderParam("Host") @Nullable String host, @PathParam("deviceId") String deviceId) {
    return found(registry.get(identity(host, deviceId, null)));
  }

  @PUT
  @Path("devices/{deviceId}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response putDevice(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      @Nullable IdentityDocument document) {
    return put(identity(host, deviceId, null), ifMatch, document);
  }

  @DELETE
  @Path("devices/{deviceId}")
  public void deleteDevice(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId) {
    registry.delete(identity(host, deviceId, null), ifMatch);
  }

  @GET
  @Path("devices/{deviceId}/modules")
  public List<IdentityDocument> modules(
      @HeaderParam("Host") @Nullable String host, @PathParam("deviceId") String deviceId) {
    return registry.modules(identity(host, deviceId, null)).stream()
        .map(IdentityDocument::of)
        .toList();
  }

  @GET
  @Path("devices/{deviceId}/modules/{moduleId}")
  public Response module(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId) {
    return found(registry.get(identity(host, deviceId, moduleId)));
  }

  @PUT
  @Path("devices/{deviceId}/modules/{moduleId}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response putModule(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId,
      @Nullable IdentityDocument document) {
    return put(identity(host, deviceId, moduleId), ifMatch, document);
  }

  @DELETE
  @Path("devices/{deviceId}/modules/{moduleId}")
  public void deleteModule(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId) {
    registry.delete(identity(host, deviceId, moduleId), ifMatch);
  }

  @GET
  @Path("statistics/devices")
  public Map<String, Long> deviceStatistics(@HeaderParam("Host") @Nullable String host) {
    DeviceStatistics statistics = registry.statistics(hubs.byHost(host));
    return Map.of(
        "totalDeviceCount", statistics.total(),
        "enabledDeviceCount", statistics.enabled(),
        "disabledDeviceCount", statistics.total() - statistics.enabled());
  }

  @GET
  @Path("statistics/service")
  public Map<String, Long> serviceStatistics(@HeaderParam("Host") @Nullable String host) {
    return Map.of("connectedDeviceCount", registry.statistics(hubs.byHost(host)).connected());
  }

  private Identity identity(@Nullable String host, String deviceId, @Nullable String moduleId) {
    return new Identity(
        hubs.byHost(host),
        new DeviceId(deviceId),
        moduleId == null ? null : new ModuleId(moduleId));
  }

  /** Without If-Match a PUT creates, with it a PUT changes, as the SDKs use it. */
  private Response put(
      Identity identity, @Nullable String ifMatch, @Nullable IdentityDocument document) {
    if (document == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the request has no body");
    }
    if (document.deviceId() != null && !document.deviceId().equals(identity.deviceId().value())) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "deviceId differs from the path's");
    }
    NewIdentity wanted = document.wanted(newScope(identity));
    return ifMatch == null
        ? found(registry.create(identity, wanted))
        : found(registry.update(identity, wanted, ifMatch));
  }

  /** The scope that the hub gives an edge device, under which leaf devices name it as parent. */
  public static String newScope(Identity identity) {
    return "ms-azure-iot-edge://"
        + identity.deviceId()
        + "-"
        + Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits());
  }

  private static Response found(RegisteredIdentity identity) {
    return Response.ok(IdentityDocument.of(identity))
        .header("ETag", "\"" + identity.etag() + "\"")
        .build();
  }
}
