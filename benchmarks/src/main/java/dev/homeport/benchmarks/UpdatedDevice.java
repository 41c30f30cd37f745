package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A device that takes orders of updates by method and reports each step. */
final class UpdatedDevice extends LoadDevice {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CALLS = "$iothub/methods/POST/";
  private static final byte[] TAKEN = bytes("{\"status\":\"Queued\"}");

  private final Fetch fetch;
  private int requests;

  /** How the device gets at its firmware. */
  interface Fetch {
    /**
     * Returns at once; {@code done} runs when all of it has come.
     *
     * @param order as it came
     */
    void begin(JsonNode order, Runnable done);
  }

  UpdatedDevice(Target.Client client, boolean encrypted, Fetch fetch) {
    super(client, encrypted);
    this.fetch = fetch;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void listen() {
    context().executor().execute(() -> subscribe(CALLS + "#"));
  }

  @Override
  public void received(String topic, int packetId, ByteBuf payload) {
    int request = topic.indexOf("/?$rid=");
    if (!topic.startsWith(CALLS + "startUpdate/") || request < 0) {
      return;
    }
    publish("$iothub/methods/res/202" + topic.substring(request), 0, TAKEN);
    JsonNode order = parsed(payload);
    progress(order, "\"status\":\"InProgress\",\"step\":\"Downloading\",\"percent\":0");
    fetch.begin(order, () -> context().executor().execute(() -> install(order)));
  }

  private static JsonNode parsed(ByteBuf payload) {
    try {
      return JSON.readTree(payload.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("an order is JSON", e);
    }
  }

  private void install(JsonNode order) {
    progress(order, "\"status\":\"InProgress\",\"step\":\"Verifying\"");
    progress(order, "\"status\":\"InProgress\",\"step\":\"Installing\"");
    progress(order, "\"status\":\"InProgress\",\"step\":\"Rebooting\"");
    progress(order, "\"status\":\"Completed\"");
  }

  private void progress(JsonNode order, String rest) {
    String body =
        "{\"firmwareUpdate\":{\"deploymentId\":\"%s\",\"version\":\"%s\",%s}}"
            .formatted(order.path("deploymentId").asText(), order.path("version").asText(), rest);
    publish("$iothub/twin/PATCH/properties/reported/?$rid=" + ++requests, 0, bytes(body));
  }
}
