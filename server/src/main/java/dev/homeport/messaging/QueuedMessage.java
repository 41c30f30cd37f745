package dev.homeport.messaging;

import dev.homeport.Identity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cloud-to-device message on its way out of the queue.
 *
 * @param row its sequence number, unique in the installation and rising
 * @param deliveryCount this delivery included
 * @param lockToken null when a session holds the lock
 */
public record QueuedMessage(
    long row,
    Identity identity,
    String messageId,
    @Nullable String correlationId,
    @Nullable String userId,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    Ack ack,
    Map<String, String> properties,
    Instant enqueuedAt,
    Instant expiresAt,
    int deliveryCount,
    @Nullable UUID lockToken,
    byte[] body) {

  /** The address that Azure writes into {@code iothub-to} and {@code $.to}. */
  public String to() {
    return address(identity);
  }

  static String address(Identity identity) {
    String device = "/devices/" + identity.deviceId();
    return identity.isModule()
        ? device + "/modules/" + identity.moduleColumn() + "/messages/devicebound"
        : device + "/messages/devicebound";
  }
}
