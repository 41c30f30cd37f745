package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A direct method as a service asks for it. A payload passes through as it was written, {@code 1.0}
 * stays {@code 1.0}; an absent one reaches the device as {@code null}, because device SDKs read
 * whatever comes as JSON.
 *
 * @param name 1 to 100 visible characters, {@code #} and {@code +} not among them
 * @param payload a JSON text in UTF-8, at most {@link #MAX_PAYLOAD} bytes
 * @param responseTimeout how long the device may take to answer: 5 to 300 seconds
 * @param connectTimeout how long it may take to come online: 0 to 300 seconds
 */
public record DirectMethod(
    String name, byte[] payload, Duration responseTimeout, Duration connectTimeout) {

  public static final int MAX_PAYLOAD = 128 << 10;
  public static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(30);

  private static final int MAX_NAME = 100;
  private static final Duration MIN_RESPONSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  /** Reads requests so that {@link #payload} keeps its numbers. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  public DirectMethod {
    // The name is part of an MQTT topic, which has no wildcards (MQTT 3.1.1 §3.3.2.1).
    boolean visible = name.chars().allMatch(c -> c > 0x20 && c != 0x7f && c != '#' && c != '+');
    if (name.isEmpty() || name.length() > MAX_NAME || !visible || !StorableText.holds(name)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "a method name has 1 to 100 visible characters, '#' and '+' not among them");
    }
    if (payload.length > MAX_PAYLOAD) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE, "a method's payload has at most " + MAX_PAYLOAD + " bytes");
    }
    if (responseTimeout.compareTo(MIN_RESPONSE_TIMEOUT) < 0
        || responseTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "responseTimeoutInSeconds is between 5 and 300");
    }
    if (connectTimeout.isNegative() || connectTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "connectTimeoutInSeconds is between 0 and 300");
    }
  }

  /**
   * Reads {@code {"methodName":…,"payload":…,"responseTimeoutInSeconds":…,
   * "connectTimeoutInSeconds":…}}; all but the name may be absent.
   *
   * @throws HubException when it is malformed
   */
  public static DirectMethod of(JsonNode request) {
    JsonNode name = request.path("methodName");
    if (!name.isTextual()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "methodName is missing");
    }
    return new DirectMethod(
        name.textValue(),
        payload(request.get("payload")),
        seconds(request, "responseTimeoutInSeconds", DEFAULT_RESPONSE_TIMEOUT),
        seconds(request, "connectTimeoutInSeconds", Duration.ZERO));
  }

  /**
   * A payload as the device gets it.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it cannot be written
   */
  public static byte[] payload(@Nullable JsonNode payload) {
    if (payload == null) {
      return "null".getBytes(StandardCharsets.UTF_8);
    }
    if (!WritableJson.test(payload)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "payload is JSON that nobody can write");
    }
    try {
      return JSON.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read cannot be written", e);
    }
  }

  private static Duration seconds(JsonNode request, String name, Duration absent) {
    JsonNode value = request.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, name + " is a number of seconds");
    }
    return Duration.ofSeconds(value.intValue());
  }
}
