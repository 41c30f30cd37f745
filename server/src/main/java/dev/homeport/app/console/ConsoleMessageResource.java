package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.messaging.Ack;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.NewMessage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cloud-to-device messages to a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/messages")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public final class ConsoleMessageResource {

  private final AskedHub hub;
  private final CommandQueue queue;

  public ConsoleMessageResource(AskedHub hub, CommandQueue queue) {
    this.hub = hub;
    this.queue = queue;
  }

  @POST
  @Needs(Action.OPERATE_DEVICES)
  @Operation(operationId = "sendMessage", summary = "Queues a message for the device")
  @APIResponse(
      responseCode = "201",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = SentMessage.class)))
  @APIResponse(responseCode = "400", description = "The message is invalid")
  @APIResponse(responseCode = "403", description = "The queue is full")
  @APIResponse(responseCode = "404", description = "No such device")
  @APIResponse(responseCode = "413", description = "The message is too large")
  public Response send(
      @PathParam("deviceId") String deviceId,
      @RequestBody(required = true) @Nullable MessageRequest request) {
    if (request == null || request.body() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "body is missing");
    }
    String asked = request.messageId();
    NewMessage message =
        new NewMessage(
            asked == null || asked.isEmpty() ? NewMessage.newId() : asked,
            null,
            null,
            request.contentType(),
            request.contentType() == null ? null : "utf-8",
            Ack.of(request.ack()),
            properties(request.properties()),
            expiry(request.expiryTimeUtc()),
            request.body().getBytes(StandardCharsets.UTF_8));
    queue.enqueue(Identity.device(hub.name(), new DeviceId(deviceId)), message);
    return Response.status(Response.Status.CREATED)
        .entity(new SentMessage(message.messageId()))
        .build();
  }

  private static Map<String, String> properties(@Nullable Map<String, String> properties) {
    if (properties != null && properties.values().stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a property has no value");
    }
    return properties == null ? Map.of() : properties;
  }

  private static @Nullable Instant expiry(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "expiryTimeUtc is no ISO 8601 time");
    }
  }
}
