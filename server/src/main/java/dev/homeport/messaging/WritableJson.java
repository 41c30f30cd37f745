package dev.homeport.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.StorableText;

/**
 * What of JSON can be written again. A parser takes half a surrogate pair, and numbers such as
 * {@code 1e99999}; no writer of UTF-8 or of plain decimals does, so a payload is asked before it is
 * passed on.
 */
public final class WritableJson {

  private static final int MAX_DEPTH = 500;
  private static final int MAX_SCALE = 1_000;

  private WritableJson() {}

  /** Whether {@code json} can be written whatever the writer's form. */
  public static boolean test(JsonNode json) {
    return test(json, 0);
  }

  private static boolean test(JsonNode json, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (json.getNodeType()) {
      case STRING -> isText(json.textValue());
      case NUMBER ->
          !json.isBigDecimal() || Math.abs((long) json.decimalValue().scale()) <= MAX_SCALE;
      case OBJECT ->
          json.properties().stream()
              .allMatch(
                  property -> isText(property.getKey()) && test(property.getValue(), depth + 1));
      case ARRAY -> json.valueStream().allMatch(item -> test(item, depth + 1));
      default -> true;
    };
  }

  /** U+0000 is no obstacle: here nothing is kept. */
  private static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (StorableText.isLoneSurrogate(text, i)) {
        return false;
      }
    }
    return true;
  }
}
