package dev.homeport.gateway;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.Secret;
import dev.homeport.messaging.DeviceLink.MethodCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What other nodes ask of this one. Only a bearer of the installation's secret is served. */
@Path(NodeClient.METHODS_PATH)
@RunOnVirtualThread
public final class NodeResource {

  private final NodeLink link;
  private final Secret secret;

  public NodeResource(NodeLink link, NodeSecret secret) {
    this.link = link;
    this.secret = secret.value();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public NodeClient.Reply invoke(
      @HeaderParam(NodeClient.SECRET_HEADER) @Nullable String presented, NodeClient.Call call) {
    if (presented == null || !secret.equals(new Secret(presented))) {
      throw new HubException(ErrorCode.UNAUTHORIZED, "not a node of this installation");
    }
    return NodeClient.Reply.of(
        link.invokeLocal(
            Identity.of(call.hub(), call.deviceId(), call.moduleId()),
            new MethodCall(call.name(), call.payload()),
            Duration.ofMillis(call.millis())));
  }
}
