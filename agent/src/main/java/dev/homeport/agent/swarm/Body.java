package dev.homeport.agent.swarm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON objects that packets about twins and methods carry. */
final class Body {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Body() {}

  static byte[] write(Map<String, Object> object) {
    try {
      return JSON.writeValueAsBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> read(ByteBuf payload) {
    try (InputStream in = new ByteBufInputStream(payload)) {
      return JSON.readValue(in, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object within another one; none when there is something else. */
  static Map<String, Object> member(@Nullable Object value) {
    return value instanceof Map ? JSON.convertValue(value, OBJECT) : Map.of();
  }
}
