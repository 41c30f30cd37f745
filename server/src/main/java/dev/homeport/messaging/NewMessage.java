package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cloud-to-device message as a service hands it in.
 *
 * @param messageId made up when the service gave none
 * @param properties application properties
 * @param expiresAt null: {@link #DEFAULT_TIME_TO_LIVE} after it was queued
 * @param body at most {@link #MAX_BODY} bytes
 */
public record NewMessage(
    String messageId,
    @Nullable String correlationId,
    @Nullable String userId,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    Ack ack,
    Map<String, String> properties,
    @Nullable Instant expiresAt,
    byte[] body) {

  public static final int MAX_BODY = 64 << 10;

  /** Application properties travel in an MQTT topic name, where each byte may take three. */
  public static final int MAX_PROPERTIES = 16 << 10;

  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);
  public static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(2);

  private static final int MAX_ID = 128;

  public NewMessage {
    if (body.length > MAX_BODY) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE, "a message to a device has at most " + MAX_BODY + " bytes");
    }
    long size = 0;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (property.getKey().isEmpty()) {
        throw new HubException(ErrorCode.ARGUMENT_INVALID, "a message property has no name");
      }
      StorableText.require("the name of a message property", property.getKey());
      StorableText.require("a message property", property.getValue());
      size += bytes(property.getKey()) + bytes(property.getValue());
    }
    StorableText.require("the message id", messageId);
    StorableText.require("the correlation id", correlationId);
    StorableText.require("the user id", userId);
    StorableText.require("the content type", contentType);
    StorableText.require("the content encoding", contentEncoding);
    size += bytes(correlationId) + bytes(userId) + bytes(contentType) + bytes(contentEncoding);
    if (size > MAX_PROPERTIES) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE,
          "the properties of a message have at most " + MAX_PROPERTIES + " bytes");
    }
    if (messageId.isEmpty() || messageId.length() > MAX_ID) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a message id has 1 to " + MAX_ID + " characters");
    }
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** A message with an id of the hub's making. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
