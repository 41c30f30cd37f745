package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Desired properties as paths with dots, {@code chiller.water.temperature}. A key of a twin holds
 * no dot, so a path is unambiguous. What ends a path is a scalar, an array or an empty object.
 */
final class PropertyPaths {

  private PropertyPaths() {}

  /** All that {@code section} holds, by path. */
  static NavigableMap<String, JsonNode> flatten(ObjectNode section) {
    NavigableMap<String, JsonNode> values = new TreeMap<>();
    section
        .properties()
        .forEach(property -> flatten(property.getKey(), property.getValue(), values));
    return values;
  }

  /** Adds what {@code node} holds at and below {@code path}. */
  static void flatten(String path, JsonNode node, SortedMap<String, JsonNode> values) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      object
          .properties()
          .forEach(
              property -> flatten(path + "." + property.getKey(), property.getValue(), values));
    } else {
      values.put(path, node);
    }
  }

  /** The paths that end in {@code object}, which stands at {@code path}. */
  static Set<String> leavesOf(String path, ObjectNode object) {
    SortedMap<String, JsonNode> leaves = new TreeMap<>();
    flatten(path, object, leaves);
    return leaves.keySet();
  }

  /** What stands at {@code path}, null when nothing does. */
  static @Nullable JsonNode at(ObjectNode section, String path) {
    JsonNode node = section;
    for (String key : keys(path)) {
      if (!(node instanceof ObjectNode object) || !object.has(key)) {
        return null;
      }
      node = object.get(key);
    }
    return node;
  }

  /** Puts a value at a path, making objects on the way in the place of anything else. */
  static void put(ObjectNode section, String path, JsonNode value) {
    List<String> keys = keys(path);
    ObjectNode parent = section;
    for (String key : keys.subList(0, keys.size() - 1)) {
      parent = parent.get(key) instanceof ObjectNode there ? there : parent.putObject(key);
    }
    parent.set(keys.getLast(), value);
  }

  /** The path of the object that holds {@code path}, null for a property of the section itself. */
  static @Nullable String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? null : path.substring(0, dot);
  }

  /** Whether one path is the other, or lies above or below it. */
  static boolean touch(String one, String other) {
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  /** Whether a path of {@code values} lies below {@code path}. */
  static boolean hasBelow(NavigableMap<String, ?> values, String path) {
    return !below(values, path).isEmpty();
  }

  /** What {@code values} has at paths below {@code path}. */
  static <V> Collection<V> below(NavigableMap<String, V> values, String path) {
    // What comes next after a dot: a path below begins with the dot.
    return values.subMap(path + ".", path + (char) ('.' + 1)).values();
  }

  /** What {@code values} has at the nearest path above {@code path}, null when it has nothing. */
  static <V> @Nullable V above(NavigableMap<String, V> values, String path) {
    for (String above = parent(path); above != null; above = parent(above)) {
      V value = values.get(above);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static List<String> keys(String path) {
    List<String> keys = new ArrayList<>();
    int from = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
      keys.add(path.substring(from, dot));
      from = dot + 1;
    }
    keys.add(path.substring(from));
    return keys;
  }

  /** Whether two values are the same in a twin, where 2 and 2.0 differ but 2.0 and 2.00 do not. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(PropertyPaths::compareInTwin, other);
  }

  /** Whether two values are the same for a client whose numbers have one type: 2 is 2.0. */
  static boolean sameNumber(JsonNode one, JsonNode other) {
    return one.equals(PropertyPaths::compareAsNumbers, other);
  }

  private static int compareInTwin(JsonNode one, JsonNode other) {
    return one.isIntegralNumber() == other.isIntegralNumber() ? compareAsNumbers(one, other) : 1;
  }

  private static int compareAsNumbers(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
