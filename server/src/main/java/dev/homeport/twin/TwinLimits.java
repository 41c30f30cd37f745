package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** What may stand in a section of a twin (IoT Hub, "Tags and properties format"). */
public final class TwinLimits {

  static final int MAX_SECTION_BYTES = 32 << 10;
  static final int MAX_DEPTH = 10;
  private static final int MAX_KEY_BYTES = 1_024;
  private static final int MAX_STRING_BYTES = 4_096;
  private static final BigInteger MIN_INTEGER = BigInteger.valueOf(-4_503_599_627_370_496L);
  private static final BigInteger MAX_INTEGER = BigInteger.valueOf(4_503_599_627_370_495L);
  private static final int MAX_EXPONENT = 308;

  private TwinLimits() {}

  /**
   * Checks a patch or a section as it was sent.
   *
   * @param name of the section, for the message
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that names the path
   */
  public static void checkShape(String name, JsonNode section) {
    if (!section.isObject()) {
      throw invalid(name, "is not a JSON object");
    }
    check(name, section, 0);
  }

  private static void check(String path, JsonNode node, int depth) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        if (depth > MAX_DEPTH) {
          throw invalid(path, "lies deeper than " + MAX_DEPTH + " levels");
        }
        for (var property : node.properties()) {
          checkKey(path, property.getKey());
          check(path + "." + property.getKey(), property.getValue(), depth + 1);
        }
      }
      case ARRAY -> {
        if (depth > MAX_DEPTH) {
          throw invalid(path, "lies deeper than " + MAX_DEPTH + " levels");
        }
        for (int i = 0; i < node.size(); i++) {
          check(path + "[" + i + "]", node.get(i), depth + 1);
        }
      }
      case STRING -> checkString(path, node.textValue());
      case NUMBER -> checkNumber(path, node);
      default -> {
        // booleans and null
      }
    }
  }

  private static void checkKey(String path, String key) {
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw invalid(path, "has a key that is empty or longer than " + MAX_KEY_BYTES + " bytes");
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '.'
          || c == '$'
          || c == ' '
          || Character.isISOControl(c)
          || StorableText.isLoneSurrogate(key, i)) {
        throw invalid(path, "has a key with a control character, '.', '$' or a space");
      }
    }
  }

  private static void checkString(String path, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_STRING_BYTES) {
      throw invalid(path, "is longer than " + MAX_STRING_BYTES + " bytes");
    }
    StorableText.require(path, text);
  }

  private static void checkNumber(String path, JsonNode number) {
    if (number.isIntegralNumber()) {
      BigInteger value = number.bigIntegerValue();
      if (value.compareTo(MIN_INTEGER) < 0 || value.compareTo(MAX_INTEGER) > 0) {
        throw invalid(path, "is an integer outside " + MIN_INTEGER + " to " + MAX_INTEGER);
      }
    } else {
      var value = number.decimalValue();
      if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
          || Math.abs((long) value.scale()) > MAX_EXPONENT) {
        throw invalid(path, "is a number that no double holds");
      }
    }
  }

  /**
   * Checks what a section has become.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says what does not fit
   */
  public static void checkSize(String name, JsonNode section) {
    if (depth(section) > MAX_DEPTH + 1) {
      throw invalid(name, "has more than " + MAX_DEPTH + " levels");
    }
    int size = size(section);
    if (size > MAX_SECTION_BYTES) {
      throw invalid(name, "would have " + size + " bytes, at most " + MAX_SECTION_BYTES + " fit");
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }

  /** By IoT Hub's count: keys and strings by their bytes, numbers 8, booleans 4. */
  static int size(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        int sum = 0;
        for (var property : node.properties()) {
          sum +=
              property.getKey().getBytes(StandardCharsets.UTF_8).length + size(property.getValue());
        }
        yield sum;
      }
      case ARRAY -> {
        int sum = 0;
        for (JsonNode item : node) {
          sum += size(item);
        }
        yield sum;
      }
      case STRING -> node.textValue().getBytes(StandardCharsets.UTF_8).length;
      case NUMBER -> 8;
      case BOOLEAN -> 4;
      default -> 0;
    };
  }

  private static HubException invalid(String path, String what) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, path + " " + what);
  }
}
