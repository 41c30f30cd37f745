package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a cloud-to-device message to the identity that the header {@code iothub-to} names. */
@Path("/messages/{bound:(?i)devicebound}")
@RunOnVirtualThread
public final class ServiceMessageResource {

  private static final Pattern TO =
      Pattern.compile("/devices/([^/]+)(?:/modules/([^/]+))?/messages/(?i:devicebound)/?");

  private final DeviceBoundCalls calls;

  public ServiceMessageResource(Hubs hubs, CommandQueue queue) {
    this.calls = new DeviceBoundCalls(hubs, queue);
  }

  @POST
  public Response send(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("iothub-to") @Nullable String to,
      @Context HttpHeaders headers,
      byte @Nullable [] body) {
    Matcher address = TO.matcher(to == null ? "" : to);
    if (!address.matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "iothub-to is /devices/{deviceId}/messages/devicebound");
    }
    String moduleId = address.group(2);
    return calls.send(
        calls.identity(
            host, decoded(address.group(1)), moduleId == null ? null : decoded(moduleId)),
        headers,
        body);
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "iothub-to is not URL-encoded");
    }
  }
}
