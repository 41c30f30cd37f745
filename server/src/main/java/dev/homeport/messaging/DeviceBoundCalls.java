package dev.homeport.messaging;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.registry.Hubs;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the resources of a device's and of a module's queue have in common. */
final class DeviceBoundCalls {

  private final Hubs hubs;
  private final CommandQueue queue;

  DeviceBoundCalls(Hubs hubs, CommandQueue queue) {
    this.hubs = hubs;
    this.queue = queue;
  }

  Identity identity(@Nullable String host, String deviceId, @Nullable String moduleId) {
    return new Identity(
        hubs.byHost(host),
        new DeviceId(deviceId),
        moduleId == null ? null : new ModuleId(moduleId));
  }

  Response send(Identity identity, HttpHeaders headers, byte @Nullable [] body) {
    queue.enqueue(
        identity,
        MessageHeaders.read(headers.getRequestHeaders(), body == null ? new byte[0] : body));
    return Response.noContent().build();
  }

  Response receive(Identity identity, @Nullable String lockTimeout) {
    Optional<QueuedMessage> message = queue.lock(identity, lock(lockTimeout));
    if (message.isEmpty()) {
      return Response.noContent().build();
    }
    UUID lockToken = message.get().lockToken();
    if (lockToken == null) {
      throw new IllegalStateException("locked without a token");
    }
    return MessageHeaders.write(message.get(), lockToken).build();
  }

  private static Duration lock(@Nullable String seconds) {
    if (seconds == null || seconds.isEmpty()) {
      return CommandQueue.DEFAULT_LOCK;
    }
    try {
      return Duration.ofSeconds(Integer.parseInt(seconds));
    } catch (NumberFormatException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "iothub-messagelocktimeout is a number of seconds");
    }
  }

  /** Completes, or rejects when the query has {@code reject}. */
  Response settle(Identity identity, String lockToken, UriInfo uri) {
    UUID token = MessageHeaders.lockToken(lockToken);
    if (uri.getQueryParameters().containsKey("reject")) {
      queue.reject(identity, token);
    } else {
      queue.complete(identity, token);
    }
    return Response.noContent().build();
  }

  Response abandon(Identity identity, String lockToken) {
    queue.abandon(identity, MessageHeaders.lockToken(lockToken));
    return Response.noContent().build();
  }
}
