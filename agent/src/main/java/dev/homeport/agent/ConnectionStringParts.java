package dev.homeport.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Name=value} parts of a connection string, separated by semicolons; values may contain
 * {@code =}.
 */
final class ConnectionStringParts {
  private ConnectionStringParts() {}

  static Map<String, String> of(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.strip().split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "a connection string has the form Name=value;Name=value");
      }
      parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return parts;
  }

  static String require(Map<String, String> parts, String name) {
    @Nullable String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the connection string has no " + name);
    }
    return value;
  }
}
