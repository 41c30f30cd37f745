package dev.homeport.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Health as JSON, in twins and in columns. */
final class HealthJson {

  /** The reported property. */
  static final String PROPERTY = "health";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectMapper json;

  HealthJson(ObjectMapper json) {
    this.json = json;
  }

  /** The patch of reported properties: {@code {"health":{"status":…,"since":…,"reasons":[…]}}}. */
  static ObjectNode patch(Standing standing) {
    ObjectNode patch = NODES.objectNode();
    patch
        .putObject(PROPERTY)
        .put("status", standing.status().word())
        .put("since", standing.since().truncatedTo(ChronoUnit.MILLIS).toString())
        .set("reasons", reasons(standing.reasons()));
    return patch;
  }

  static ArrayNode reasons(List<Reason> reasons) {
    ArrayNode array = NODES.arrayNode();
    for (Reason reason : reasons) {
      array
          .addObject()
          .put("metric", reason.metric())
          .put("status", reason.status().word())
          .put("value", reason.value())
          .put("direction", reason.direction().word())
          .put("limit", reason.limit());
    }
    return array;
  }

  List<Reason> reasons(String text) {
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode reason : parse(text)) {
      reasons.add(
          new Reason(
              reason.path("metric").asText(),
              HealthStatus.of(reason.path("status").asText()),
              reason.path("value").asDouble(),
              Direction.of(reason.path("direction").asText()),
              reason.path("limit").asDouble()));
    }
    return reasons;
  }

  static ObjectNode metrics(Map<String, Double> metrics) {
    ObjectNode object = NODES.objectNode();
    metrics.forEach(object::put);
    return object;
  }

  Map<String, Double> metrics(String text) {
    Map<String, Double> metrics = new HashMap<>();
    parse(text)
        .properties()
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
    return metrics;
  }

  /** {@code {"id":[version,warning,critical]}}, where a toggle at rest is null. */
  static ObjectNode gauges(Map<UUID, Gauge.Memory> gauges) {
    ObjectNode object = NODES.objectNode();
    gauges.forEach(
        (id, gauge) -> {
          ArrayNode array = object.putArray(id.toString()).add(gauge.version());
          add(array, gauge.warning());
          add(array, gauge.critical());
        });
    return object;
  }

  private static void add(ArrayNode array, Toggle.Memory toggle) {
    if (toggle.equals(Toggle.Memory.REST)) {
      array.addNull();
      return;
    }
    array
        .addArray()
        .add(toggle.on())
        .add(toggle.turningSince())
        .add(toggle.heat())
        .add(toggle.heatAt());
  }

  Map<UUID, Gauge.Memory> gauges(String text) {
    Map<UUID, Gauge.Memory> gauges = new HashMap<>();
    for (var gauge : parse(text).properties()) {
      JsonNode parts = gauge.getValue();
      gauges.put(
          UUID.fromString(gauge.getKey()),
          new Gauge.Memory(parts.path(0).asLong(), toggle(parts.path(1)), toggle(parts.path(2))));
    }
    return gauges;
  }

  private static Toggle.Memory toggle(JsonNode parts) {
    return parts.isArray()
        ? new Toggle.Memory(
            parts.path(0).asBoolean(),
            parts.path(1).isNumber() ? parts.path(1).asLong() : null,
            parts.path(2).asDouble(),
            parts.path(3).asLong())
        : Toggle.Memory.REST;
  }

  JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database or the event log holds no JSON", e);
    }
  }
}
