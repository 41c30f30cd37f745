package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.ModuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a configuration sets (IoT Hub service REST API, ConfigurationContent). */
sealed interface Content {

  /** Where a deployment says which modules run on an edge device. */
  ModuleId EDGE_AGENT = new ModuleId("$edgeAgent");

  /** Properties of devices. */
  record OfDevices(DesiredContent desired) implements Content {}

  /** Properties of modules. */
  record OfModules(DesiredContent desired) implements Content {}

  /** Properties of the modules of edge devices: a deployment. */
  record OfEdge(Map<ModuleId, DesiredContent> modules) implements Content {

    /** Whether it stands for itself, rather than being a layer upon one that does. */
    boolean isBase() {
      DesiredContent agent = modules.get(EDGE_AGENT);
      return agent != null && agent.whole();
    }
  }

  /** How it is called on the wire. */
  default String key() {
    return switch (this) {
      case OfDevices _ -> "deviceContent";
      case OfModules _ -> "moduleContent";
      case OfEdge _ -> "modulesContent";
    };
  }

  /** Whether there is nothing in {@code content}, as from a client that read less than it got. */
  static boolean isEmpty(JsonNode content) {
    return parts(content).isEmpty();
  }

  /** The one part that {@code content} has, without what else stands around it. */
  static ObjectNode only(JsonNode content) {
    ObjectNode only = JsonNodeFactory.instance.objectNode();
    parts(content).forEach(key -> only.set(key, content.get(key)));
    return only;
  }

  /**
   * Reads one of the three kinds.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is not exactly one, or
   *     when a twin could not hold it
   */
  static Content of(JsonNode content) {
    List<String> parts = parts(content);
    if (parts.size() != 1) {
      throw invalid("content has one of deviceContent, moduleContent and modulesContent");
    }
    String key = parts.getFirst();
    JsonNode part = content.get(key);
    return switch (key) {
      case "deviceContent" -> new OfDevices(DesiredContent.of(key, part, false));
      case "moduleContent" -> new OfModules(DesiredContent.of(key, part, false));
      default -> edge(part);
    };
  }

  private static Content edge(JsonNode modules) {
    if (!(modules instanceof ObjectNode object)) {
      throw invalid("modulesContent is not a JSON object");
    }
    Map<ModuleId, DesiredContent> contents = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry ->
                contents.put(
                    new ModuleId(entry.getKey()),
                    DesiredContent.of("modulesContent." + entry.getKey(), entry.getValue(), true)));
    return new OfEdge(Collections.unmodifiableMap(contents));
  }

  private static List<String> parts(JsonNode content) {
    List<String> parts = new ArrayList<>();
    for (String key : List.of("deviceContent", "moduleContent", "modulesContent")) {
      JsonNode part = content.path(key);
      if (!part.isMissingNode() && !part.isNull() && !(part.isObject() && part.isEmpty())) {
        parts.add(key);
      }
    }
    return parts;
  }

  private static HubException invalid(String message) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, message);
  }
}
