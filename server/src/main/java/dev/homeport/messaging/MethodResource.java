package dev.homeport.messaging;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Invokes a direct method on a device (service REST API, "Invoke method"). */
@Path("/twins/{deviceId}/methods")
@RunOnVirtualThread
public final class MethodResource {

  private final Hubs hubs;
  private final MethodService methods;

  public MethodResource(Hubs hubs, MethodService methods) {
    this.hubs = hubs;
    this.methods = methods;
  }

  @POST
  public Response invoke(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      byte @Nullable [] body) {
    Identity device = Identity.device(hubs.byHost(host), new DeviceId(deviceId));
    return MethodWire.response(MethodWire.invoke(methods, device, body));
  }
}
