package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What happens to a device of the SDK, as its time line tells it. */
@Order(1)
final class TimelineIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Hub hub = new Hub();
  private final ConsoleApi api = new ConsoleApi(hub.server);

  private JsonNode page(Device device, String query) {
    HttpResponse<String> answer = api.get("devices/" + device.getDeviceId() + "/timeline?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private List<String> types(Device device, String query) {
    return page(device, query)
        .path("items")
        .valueStream()
        .map(item -> item.path("type").asText())
        .toList();
  }

  @Test
  void connectionsChangesAndMessagesAreOnTheTimeLine() throws Exception {
    Device device = hub.device("timeline");
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      await().atMost(LIMIT).until(() -> types(device, "").contains("connected"));
      Twin wish = new Twin(device.getDeviceId());
      wish.getDesiredProperties().put("interval", 30);
      hub.twins.patch(wish);
    } finally {
      client.close();
    }
    await().atMost(LIMIT).until(() -> types(device, "").contains("disconnected"));
    hub.sendToDevice(device.getDeviceId(), "hello");
    await().atMost(LIMIT).until(() -> types(device, "").contains("messageQueued"));

    assertThat(types(device, ""))
        .as(() -> page(device, "").toPrettyString())
        .containsExactly(
            "messageQueued", "disconnected", "updateTwin", "connected", "createIdentity");
    JsonNode twin = page(device, "kind=twin").path("items");
    assertThat(twin).hasSize(1);
    assertThat(twin.path(0).path("detail").at("/properties/desired/interval").asInt())
        .isEqualTo(30);
    JsonNode ended = page(device, "kind=connection&limit=1").path("items").path(0);
    assertThat(ended.path("detail").path("reason").asText()).isNotEmpty();
  }

  @Test
  void theTimeLineIsReadPageByPage() throws Exception {
    Device device = hub.device("timeline-pages");
    for (int i = 0; i < 6; i++) {
      hub.sendToDevice(device.getDeviceId(), "message " + i);
    }
    await().atMost(LIMIT).until(() -> types(device, "").size() == 7);
    List<String> read = new ArrayList<>();
    String continuation = "";
    while (!continuation.equals("null")) {
      JsonNode page = page(device, "limit=3&continuation=" + continuation);
      page.path("items").forEach(item -> read.add(item.path("type").asText()));
      continuation = page.path("continuation").asText();
    }

    assertThat(read).hasSize(7).endsWith("createIdentity");
    String timeline = "devices/" + device.getDeviceId() + "/timeline";
    assertThat(api.get(timeline + "?continuation=x").statusCode()).isEqualTo(400);
    assertThat(api.get(timeline + "?kind=x").statusCode()).isEqualTo(400);
    assertThat(api.get(timeline + "?limit=501").statusCode()).isEqualTo(400);
    assertThat(api.get("devices/no-such-device/timeline").statusCode()).isEqualTo(404);
  }
}
