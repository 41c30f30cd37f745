package dev.homeport.messaging;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads records of a hub's telemetry topic. */
public final class TelemetryDecoder {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private TelemetryDecoder() {}

  public static TelemetryRecord decode(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> properties = new LinkedHashMap<>();
    Map<String, String> system = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      String name = header.key();
      String value = text(header.value());
      if (TelemetryHeaders.isSystem(name)) {
        system.put(name, value);
      } else {
        properties.put(TelemetryHeaders.applicationProperty(name), value);
      }
    }
    byte[] body = record.value() == null ? new byte[0] : record.value();
    JsonNode json = json(body, system.get(TelemetryHeaders.CONTENT_TYPE));
    return new TelemetryRecord(
        text(record.key()),
        system.get(TelemetryHeaders.MODULE_ID),
        Instant.ofEpochMilli(record.timestamp()),
        properties,
        system,
        json,
        json == null ? Base64.getEncoder().encodeToString(body) : null);
  }

  /**
   * Whether a body should be looked at as JSON: the content type says so, or names no media type
   * and the body begins like an object or an array. The SDKs often send no content type, and the
   * Java SDK sends {@code UTF-8}.
   */
  public static boolean mayBeJson(byte[] body, @Nullable String contentType) {
    if (body.length == 0) {
      return false;
    }
    if (contentType == null || contentType.indexOf('/') < 0) {
      return body[0] == '{' || body[0] == '[';
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("application/json") || type.contains("+json");
  }

  private static @Nullable JsonNode json(byte[] body, @Nullable String contentType) {
    if (!mayBeJson(body, contentType)) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(body);
      return WritableJson.test(json) ? json : null;
    } catch (IOException | NumberFormatException e) {
      return null; // it stays what it is: bytes, as does a number with an endless exponent
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
