package dev.homeport.messaging;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Invokes a direct method on a module (service REST API, "Invoke method on module"). */
@Path("/twins/{deviceId}/modules/{moduleId}/methods")
@RunOnVirtualThread
public final class ModuleMethodResource {

  private final Hubs hubs;
  private final MethodService methods;

  public ModuleMethodResource(Hubs hubs, MethodService methods) {
    this.hubs = hubs;
    this.methods = methods;
  }

  @POST
  public Response invoke(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @PathParam("moduleId") String moduleId,
      byte @Nullable [] body) {
    Identity module =
        new Identity(hubs.byHost(host), new DeviceId(deviceId), new ModuleId(moduleId));
    return MethodWire.response(MethodWire.invoke(methods, module, body));
  }
}
