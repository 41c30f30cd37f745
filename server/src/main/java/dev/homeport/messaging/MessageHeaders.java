package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP headers {@code iothub-*} that carry a message's properties, both ways. */
final class MessageHeaders {

  private static final String APPLICATION = "iothub-app-";

  private MessageHeaders() {}

  static NewMessage read(MultivaluedMap<String, String> headers, byte[] body) {
    String messageId = first(headers, "iothub-messageid");
    Map<String, String> properties = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(APPLICATION)) {
            properties.put(name.substring(APPLICATION.length()), String.join(",", values));
          }
        });
    return new NewMessage(
        messageId == null ? NewMessage.newId() : messageId,
        first(headers, "iothub-correlationid"),
        first(headers, "iothub-userid"),
        first(headers, "iothub-contenttype"),
        first(headers, "iothub-contentencoding"),
        Ack.of(first(headers, "iothub-ack")),
        properties,
        instant(first(headers, "iothub-expiry")),
        body);
  }

  static Response.ResponseBuilder write(QueuedMessage message, UUID lockToken) {
    Response.ResponseBuilder response =
        Response.ok(message.body(), "application/octet-stream")
            .tag(new EntityTag(lockToken.toString()))
            .header("iothub-sequencenumber", message.row())
            .header("iothub-enqueuedtime", message.enqueuedAt())
            .header("iothub-deliverycount", message.deliveryCount())
            .header("iothub-expiry", message.expiresAt())
            .header("iothub-to", message.to())
            .header("iothub-ack", message.ack().word())
            .header("iothub-messageid", message.messageId());
    optional(response, "iothub-correlationid", message.correlationId());
    optional(response, "iothub-userid", message.userId());
    optional(response, "iothub-contenttype", message.contentType());
    optional(response, "iothub-contentencoding", message.contentEncoding());
    message
        .properties()
        .forEach((name, value) -> response.header(APPLICATION + token(name), line(value)));
    return response;
  }

  /**
   * The token in a path or ETag.
   *
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when it never was one
   */
  static UUID lockToken(String text) {
    try {
      return UUID.fromString(text.replace("\"", ""));
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.DEVICE_MESSAGE_LOCK_LOST, "no message has this lock token");
    }
  }

  static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the expiry is no ISO 8601 time");
    }
  }

  private static void optional(
      Response.ResponseBuilder response, String name, @Nullable String value) {
    if (value != null) {
      response.header(name, line(value));
    }
  }

  /** A header's name has visible ASCII without separators (RFC 9110 §5.6.2). */
  private static String token(String name) {
    return name.replaceAll("[^!#$%&'*+.^_`|~0-9A-Za-z-]", "_");
  }

  private static String line(String value) {
    return value.replaceAll("[\\p{Cntrl}]", " ");
  }

  private static @Nullable String first(MultivaluedMap<String, String> headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() || values.getFirst().isEmpty()
        ? null
        : values.getFirst();
  }
}
