package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What devices say about updates, out of what they report: {@code firmwareUpdate}, {@code firmware}
 * and {@code refreshUpdateUrl}; of agents of Azure Device Update {@code deviceUpdate}. Whatever
 * else comes in these places is passed over.
 */
final class DeviceReports {

  private static final String UPDATE = "firmwareUpdate";
  private static final String FIRMWARE = "firmware";
  private static final String REFRESH = "refreshUpdateUrl";
  private static final int MAX_TEXT = 1_000;

  private final ObjectMapper json;

  DeviceReports(ObjectMapper json) {
    this.json = json;
  }

  /** A device asks for a fresh URL. */
  record Refresh(String device, UUID deployment, long request) {}

  /** What one message says. */
  record Said(List<Signals.To> signals, @Nullable Refresh refresh) {
    static final Said NOTHING = new Said(List.of(), null);
  }

  /**
   * @param body {@code {"properties":{"reported":{…}}}}
   */
  Said ofTwin(String device, byte[] body) {
    JsonNode reported = parse(body).path("properties").path("reported");
    JsonNode agent = reported.path(AzureGoal.COMPONENT).path("agent");
    return agent.isObject() ? ofAgent(device, agent) : read(device, reported, true);
  }

  private Said ofAgent(String device, JsonNode agent) {
    List<Signals.To> signals = new ArrayList<>();
    UUID deployment = uuid(agent.at("/workflow/id"));
    Signal said = AzureAgentReport.reported(json, agent);
    if (deployment != null && said != null) {
      signals.add(new Signals.To(device, deployment, said));
    }
    String version = AzureAgentReport.installed(json, agent);
    if (version != null) {
      signals.add(new Signals.To(device, null, new Signal.Runs(version)));
    }
    return new Said(signals, null);
  }

  /** A telemetry message with the member {@code firmwareUpdate}. */
  Said ofTelemetry(String device, byte[] body) {
    return read(device, parse(body), false);
  }

  private JsonNode parse(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException | NumberFormatException e) {
      return json.missingNode();
    }
  }

  private static Said read(String device, JsonNode from, boolean twin) {
    List<Signals.To> signals = new ArrayList<>();
    JsonNode update = from.path(UPDATE);
    UUID deployment = uuid(update.path("deploymentId"));
    if (update.isObject() && deployment != null && update.path("status").isTextual()) {
      signals.add(new Signals.To(device, deployment, reported(update)));
    }
    if (!twin) {
      return signals.isEmpty() ? Said.NOTHING : new Said(signals, null);
    }
    JsonNode firmware = from.path(FIRMWARE);
    String version = text(firmware.isObject() ? firmware.path("version") : firmware);
    if (version != null) {
      // First what it did, then what it runs: both come in one patch after a reboot.
      signals.add(new Signals.To(device, null, new Signal.Runs(version)));
    }
    JsonNode refresh = from.path(REFRESH);
    UUID of = uuid(refresh.path("deploymentId"));
    JsonNode request = refresh.path("request");
    return new Said(
        signals,
        of != null && request.isIntegralNumber() && request.canConvertToLong()
            ? new Refresh(device, of, request.longValue())
            : null);
  }

  private static Signal reported(JsonNode update) {
    JsonNode percent = update.path("percent");
    return new Signal.Reported(
        update.path("status").textValue(),
        text(update.path("step")),
        percent.isNumber() ? (int) Math.clamp(percent.asDouble(), -1, 101) : null,
        text(update.path("version")),
        text(update.path("reason")),
        text(update.path("message")),
        text(update.path("updatedAt")));
  }

  private static @Nullable String text(JsonNode node) {
    if (!node.isTextual()) {
      return null;
    }
    String text = node.textValue();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private static @Nullable UUID uuid(JsonNode node) {
    String text = text(node);
    if (text == null || text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
