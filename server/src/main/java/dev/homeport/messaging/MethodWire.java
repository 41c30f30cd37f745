package dev.homeport.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Direct methods on the service's wire. Failures that are not the request's fault have a body of
 * their own: {@code Message} is itself a JSON text with {@code errorCode}, and {@code
 * ExceptionMessage} is empty, because the Java service client appends it to the text before it
 * parses that.
 */
final class MethodWire {

  private static final DateTimeFormatter TIME_STAMP =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MethodWire() {}

  static MethodResult invoke(MethodService methods, Identity identity, byte @Nullable [] body) {
    return methods.invoke(identity, DirectMethod.of(request(body)));
  }

  private static JsonNode request(byte @Nullable [] body) {
    try {
      JsonNode request = DirectMethod.JSON.readTree(body == null ? new byte[0] : body);
      if (request.isObject()) {
        return request;
      }
    } catch (IOException | NumberFormatException e) {
      // said below; Jackson lets an exponent of many digits through to BigDecimal
    }
    throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "the body is not a JSON object");
  }

  static Response response(MethodResult result) {
    return switch (result) {
      case MethodResult.Answered(int status, byte[] payload) -> answered(status, payload);
      case MethodResult.NoSuchDevice() ->
          failure(ErrorCode.DEVICE_NOT_FOUND, "The device is not registered.", null);
      case MethodResult.NoSuchModule() ->
          failure(ErrorCode.MODULE_NOT_FOUND, "The module is not registered.", null);
      case MethodResult.NotOnline(Duration waited) ->
          failure(ErrorCode.DEVICE_NOT_ONLINE, "Timed out waiting for device to connect.", waited);
      case MethodResult.TimedOut(Duration waited) ->
          failure(
              ErrorCode.GATEWAY_TIMEOUT, "Timed out waiting for the response from device.", waited);
      case MethodResult.Lost() ->
          failure(
              ErrorCode.GATEWAY_TIMEOUT,
              "The connection ended before the device answered; it may have run the method.",
              null);
      case MethodResult.InvalidAnswer() ->
          failure(ErrorCode.DEVICE_INVALID_RESULT, "The device did not answer with JSON.", null);
    };
  }

  private static Response answered(int status, byte[] payload) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(payload.length + 32);
    body.writeBytes(("{\"status\":" + status + ",\"payload\":").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(payload);
    body.write('}');
    return Response.ok(body.toByteArray(), MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static Response failure(ErrorCode code, String message, @Nullable Duration waited) {
    Instant now = Instant.now();
    ObjectNode inner = DirectMethod.JSON.createObjectNode();
    inner.put("errorCode", code.number());
    inner.put(
        "trackingId",
        UUID.randomUUID().toString().replace("-", "") + "-TimeStamp:" + TIME_STAMP.format(now));
    inner.put("message", message);
    ObjectNode info = inner.putObject("info");
    if (waited != null) {
      info.put(
          "timeout",
          String.format(
              Locale.ROOT,
              "%02d:%02d:%02d",
              waited.toHours(),
              waited.toMinutesPart(),
              waited.toSecondsPart()));
    }
    inner.put("timestampUtc", now.toString());
    ObjectNode outer = DirectMethod.JSON.createObjectNode();
    outer.put("Message", inner.toString());
    outer.put("ExceptionMessage", "");
    return Response.status(code.httpStatus())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(outer.toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
