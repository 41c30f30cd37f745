package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.TwinLimits;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The desired properties that a configuration sets on one twin.
 *
 * @param values by path, see {@link PropertyPaths}; no path lies below another
 * @param whole whether they are all that the twin should have, rather than a part of it
 */
record DesiredContent(NavigableMap<String, JsonNode> values, boolean whole) {

  /** Sets nothing. */
  static final DesiredContent NOTHING = new DesiredContent(Collections.emptyNavigableMap(), false);

  private static final String DESIRED = "properties.desired";

  /**
   * Reads {@code {"properties.desired.chiller.water":{"temperature":66}}}.
   *
   * @param name of this part of the content, for messages
   * @param ownsAll whether the key {@code properties.desired} stands for all properties
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static DesiredContent of(String name, JsonNode content, boolean ownsAll) {
    if (!(content instanceof ObjectNode object)) {
      throw invalid(name + " is not a JSON object");
    }
    NavigableMap<String, JsonNode> values = new TreeMap<>();
    boolean whole = false;
    for (var entry : object.properties()) {
      String key = entry.getKey();
      if (key.equals(DESIRED)) {
        whole = ownsAll;
        addAll(name, entry.getValue(), values);
      } else if (key.startsWith(DESIRED + ".")) {
        add(name, key.substring(DESIRED.length() + 1), entry.getValue(), values);
      } else {
        throw invalid(name + " has a key that does not begin with " + DESIRED);
      }
    }
    TwinLimits.checkSize(name, section(values));
    return new DesiredContent(values, whole);
  }

  private static void addAll(String name, JsonNode value, NavigableMap<String, JsonNode> values) {
    if (!(value instanceof ObjectNode section)) {
      throw invalid(name + "." + DESIRED + " is not a JSON object");
    }
    TwinLimits.checkShape(name, section);
    section
        .properties()
        .forEach(property -> add(name, property.getKey(), property.getValue(), values));
  }

  private static void add(
      String name, String path, JsonNode value, NavigableMap<String, JsonNode> values) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    PropertyPaths.put(alone, path, value);
    TwinLimits.checkShape(name, alone);
    NavigableMap<String, JsonNode> added = new TreeMap<>();
    PropertyPaths.flatten(path, value, added);
    added.forEach(
        (leaf, leafValue) -> {
          if (leafValue.isNull()) {
            throw invalid(name + " sets " + leaf + " to null");
          }
          if (values.containsKey(leaf)
              || PropertyPaths.above(values, leaf) != null
              || PropertyPaths.hasBelow(values, leaf)) {
            throw invalid(name + " sets " + leaf + " twice");
          }
        });
    values.putAll(added);
  }

  /** The values as a section of a twin. */
  ObjectNode section() {
    return section(values);
  }

  private static ObjectNode section(NavigableMap<String, JsonNode> values) {
    ObjectNode section = JsonNodeFactory.instance.objectNode();
    values.forEach((path, value) -> PropertyPaths.put(section, path, value));
    return section;
  }

  private static HubException invalid(String message) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, message);
  }
}
