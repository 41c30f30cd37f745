package dev.homeport.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Twins in the hub's own REST API. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class TwinResource {

  private final Hubs hubs;
  private final TwinService twins;

  public TwinResource(Hubs hubs, TwinService twins) {
    this.hubs = hubs;
    this.twins = twins;
  }

  @GET
  @Path("twins/{deviceId}")
  public Response get(
      @HeaderParam("Host") @Nullable String host, @PathParam("deviceId") String deviceId) {
    return answer(twins.get(device(host, deviceId)));
  }

  @PATCH
  @Path("twins/{deviceId}")
  public Response patch(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      byte @Nullable [] body) {
    return answer(twins.patch(device(host, deviceId), body, ifMatch));
  }

  @PUT
  @Path("twins/{deviceId}")
  public Response replace(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      byte @Nullable [] body) {
    return answer(twins.replace(device(host, deviceId), body, ifMatch));
  }

  @GET
  @Path("twins/{deviceId}/modules/{moduleId}")
  public Response getModule(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId) {
    return answer(twins.get(module(host, deviceId, moduleId)));
  }

  @PATCH
  @Path("twins/{deviceId}/modules/{moduleId}")
  public Response patchModule(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId,
      byte @Nullable [] body) {
    return answer(twins.patch(module(host, deviceId, moduleId), body, ifMatch));
  }

  @PUT
  @Path("twins/{deviceId}/modules/{moduleId}")
  public Response replaceModule(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId,
      byte @Nullable [] body) {
    return answer(twins.replace(module(host, deviceId, moduleId), body, ifMatch));
  }

  private Identity device(@Nullable String host, String deviceId) {
    return Identity.device(hubs.byHost(host), new DeviceId(deviceId));
  }

  private Identity module(@Nullable String host, String deviceId, String moduleId) {
    return new Identity(hubs.byHost(host), new DeviceId(deviceId), new ModuleId(moduleId));
  }

  private static Response answer(ObjectNode twin) {
    return Response.ok(twin.toString())
        .header("ETag", "\"" + twin.path("etag").asText() + "\"")
        .build();
  }
}
