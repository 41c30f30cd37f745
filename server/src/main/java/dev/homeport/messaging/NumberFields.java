package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.homeport.StorableText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in a JSON object by the names on the way to them, with dots: {@code
 * {"air":{"temperature":21.5}}} holds {@code air.temperature}. Arrays, texts and truth values are
 * passed over, as is what is beyond the limits.
 */
final class NumberFields {

  /** The most numbers that are taken of one message. */
  static final int MAX_FIELDS = 100;

  /** The most objects inside each other. */
  static final int MAX_DEPTH = 10;

  /** The longest path, in characters. */
  static final int MAX_PATH = 256;

  /** The greatest magnitude; sums of such numbers stay finite. */
  static final double MAX_MAGNITUDE = 1e150;

  private static final double ALMOST_NOTHING = 1e-150;
  private static final JsonFactory JSON = new JsonFactory();

  private NumberFields() {}

  /** The numbers in {@code body}; none when it is no JSON object. */
  static Map<String, Double> of(byte[] body) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      object(parser, "", 1, numbers);
      return parser.nextToken() == null ? numbers : Map.of();
    } catch (IOException | NumberFormatException e) {
      return Map.of(); // it is not JSON, and a part of it says nothing
    }
  }

  private static void object(
      JsonParser parser, String prefix, int depth, Map<String, Double> numbers) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String path = path(prefix, parser.currentName());
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && path != null && depth < MAX_DEPTH) {
        object(parser, path, depth + 1, numbers);
      } else if (value.isStructStart()) {
        parser.skipChildren();
      } else if (value.isNumeric() && path != null) {
        put(numbers, path, parser.getDoubleValue());
      }
    }
  }

  private static @Nullable String path(String prefix, String name) {
    String path = prefix.isEmpty() ? name : prefix + "." + name;
    return !path.isEmpty() && path.length() <= MAX_PATH && StorableText.holds(path) ? path : null;
  }

  private static void put(Map<String, Double> numbers, String path, double value) {
    double magnitude = Math.abs(value);
    if (magnitude <= MAX_MAGNITUDE && (numbers.size() < MAX_FIELDS || numbers.containsKey(path))) {
      // A mean of numbers that are smaller still would underflow, which PostgreSQL refuses.
      numbers.put(path, magnitude < ALMOST_NOTHING ? 0.0 : value);
    }
  }
}
