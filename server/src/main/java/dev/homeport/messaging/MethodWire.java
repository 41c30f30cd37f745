package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * Direct methods on the service's wire.
 *
 * <p>A payload passes through as it was written, {@code 1.0} stays {@code 1.0}. An absent payload
 * reaches the device as {@code null}, because device SDKs read whatever comes as JSON. Failures
 * that are not the request's fault have a body of their own: {@code Message} is itself a JSON text
 * with {@code errorCode}, and {@code ExceptionMessage} is empty, because the Java service client
 * appends it to the text before it parses that.
 */
final class MethodWire {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final DateTimeFormatter TIME_STAMP =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MethodWire() {}

  static MethodResult invoke(MethodService methods, Identity identity, byte @Nullable [] body) {
    JsonNode request = request(body);
    JsonNode name = request.path("methodName");
    if (!name.isTextual()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "methodName is missing");
    }
    return methods.invoke(
        identity,
        name.textValue(),
        payload(request.get("payload")),
        seconds(request, "responseTimeoutInSeconds", MethodService.DEFAULT_RESPONSE_TIMEOUT),
        seconds(request, "connectTimeoutInSeconds", Duration.ZERO));
  }

  private static JsonNode request(byte @Nullable [] body) {
    try {
      JsonNode request = JSON.readTree(body == null ? new byte[0] : body);
      if (request.isObject()) {
        return request;
      }
    } catch (IOException e) {
      // said below
    }
    throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "the body is not a JSON object");
  }

  private static byte[] payload(@Nullable JsonNode payload) {
    try {
      return payload == null
          ? "null".getBytes(StandardCharsets.UTF_8)
          : JSON.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration seconds(JsonNode request, String name, Duration absent) {
    JsonNode value = request.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.canConvertToInt()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, name + " is a number of seconds");
    }
    return Duration.ofSeconds(value.intValue());
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
    ObjectNode inner = JSON.createObjectNode();
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
    ObjectNode outer = JSON.createObjectNode();
    outer.put("Message", inner.toString());
    outer.put("ExceptionMessage", "");
    return Response.status(code.httpStatus())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(outer.toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
