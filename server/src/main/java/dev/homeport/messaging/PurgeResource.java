package dev.homeport.messaging;

import dev.homeport.DeviceId;
import dev.homeport.Identity;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Empties the queue of a device (service REST API, "Purge cloud to device message queue"). */
@Path("/devices/{deviceId}/commands")
@RunOnVirtualThread
public final class PurgeResource {

  private final Hubs hubs;
  private final CommandQueue queue;

  public PurgeResource(Hubs hubs, CommandQueue queue) {
    this.hubs = hubs;
    this.queue = queue;
  }

  /** How many messages there were. */
  public record Purged(int totalMessagesPurged, String deviceId, @Nullable String moduleId) {}

  @DELETE
  @Produces(MediaType.APPLICATION_JSON)
  public Purged purge(
      @HeaderParam("Host") @Nullable String host, @PathParam("deviceId") String deviceId) {
    Identity device = Identity.device(hubs.byHost(host), new DeviceId(deviceId));
    return new Purged(queue.purge(device), deviceId, null);
  }
}
