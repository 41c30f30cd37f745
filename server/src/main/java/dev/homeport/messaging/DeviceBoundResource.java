package dev.homeport.messaging;

import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one device: services send ({@code POST}), the device itself receives and settles
 * (IoT Hub device REST API, "Receive device bound notification").
 */
@Path("/devices/{deviceId}/messages/{bound:(?i)devicebound}")
@RunOnVirtualThread
public final class DeviceBoundResource {

  private final DeviceBoundCalls calls;

  public DeviceBoundResource(Hubs hubs, CommandQueue queue) {
    this.calls = new DeviceBoundCalls(hubs, queue);
  }

  @POST
  public Response send(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @Context HttpHeaders headers,
      byte @Nullable [] body) {
    return calls.send(calls.identity(host, deviceId, null), headers, body);
  }

  @GET
  public Response receive(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @HeaderParam("iothub-messagelocktimeout") @Nullable String lockTimeout) {
    return calls.receive(calls.identity(host, deviceId, null), lockTimeout);
  }

  @DELETE
  @Path("{lockToken}")
  public Response complete(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @PathParam("lockToken") String lockToken,
      @Context UriInfo uri) {
    return calls.settle(calls.identity(host, deviceId, null), lockToken, uri);
  }

  @POST
  @Path("{lockToken}/{abandon:(?i)abandon}")
  public Response abandon(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @PathParam("lockToken") String lockToken) {
    return calls.abandon(calls.identity(host, deviceId, null), lockToken);
  }
}
