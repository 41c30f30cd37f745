package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The health of devices on the Java SDK, wherever it is to be seen. */
@Order(1)
final class HealthIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String THRESHOLDS = "/api/v1/health/thresholds";

  private final Hub hub = new Hub();
  private final People people = new People(hub.server);
  private final People.Window admin =
      people.signIn(
          hub.server.endpoint("HOMEPORT_ADMIN_USER"),
          hub.server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  private static void send(DeviceClient client, String metric, double value) throws Exception {
    Message message = new Message("{\"%s\":%s}".formatted(metric, value));
    message.setContentType("application/json");
    client.sendEvent(message);
  }

  private JsonNode health(String deviceId) {
    return admin.get("/api/v1/devices/" + deviceId + "/health").body();
  }

  private JsonNode twinHealth(String deviceId) {
    return admin
        .get("/api/v1/devices/" + deviceId + "/twin")
        .body()
        .at("/properties/reported/health");
  }

  private void awaitHealth(String deviceId, String status) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(health(deviceId).path("status").asText()).isEqualTo(status);
              assertThat(twinHealth(deviceId).path("status").asText()).isEqualTo(status);
            });
  }

  @Test
  void aBatteryThatDrainsIsSeenInTheTwinTheListTheLiveSocketAndTheHistory() throws Exception {
    Device device = hub.device("health");
    String id = device.getDeviceId();
    LiveConnection live = admin.live("");
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      send(client, "battery", 80);
      awaitHealth(id, "healthy");
      awaitPushed(live, id, "healthy");
      send(client, "battery", 18);
      awaitHealth(id, "warning");
      awaitPushed(live, id, "warning");
      send(client, "battery", 8);
      awaitHealth(id, "critical");
      awaitPushed(live, id, "critical");
      assertThat(twinHealth(id).at("/reasons/0/metric").asText()).isEqualTo("battery");
      assertThat(health(id).at("/reasons/0/value").asDouble()).isEqualTo(8);
      assertThat(listed("health=critical&search=" + id)).containsExactly(id);
      assertThat(listed("health=healthy&search=" + id)).isEmpty();
      assertThat(queried("properties.reported.health.status = 'critical'")).contains(id);
      send(client, "battery", 90);
      awaitHealth(id, "healthy");
      awaitPushed(live, id, "healthy");
    } finally {
      client.close();
    }

    assertThat(listed("health=healthy&search=" + id)).containsExactly(id);
    JsonNode changes = admin.get("/api/v1/devices/" + id + "/health/changes").body().path("items");
    assertThat(changes.valueStream().map(change -> change.path("status").asText()))
        .containsExactly("healthy", "critical", "warning", "healthy");
    live.close();
  }

  /** Changes of a moment are told as one, so the next one waits for it. */
  private static void awaitPushed(LiveConnection live, String deviceId, String status) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(live.states(deviceId))
                    .extracting(row -> row.path("health").asText())
                    .endsWith(status));
  }

  private List<String> listed(String query) {
    return admin
        .get("/api/v1/devices?" + query)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("deviceId").asText())
        .toList();
  }

  private List<String> queried(String condition) throws Exception {
    TwinQueryResponse answer =
        new QueryClient(hub.server.endpoint("IOTHUB_CONNECTION_STRING"))
            .queryTwins("SELECT * FROM devices WHERE " + condition);
    List<String> ids = new ArrayList<>();
    while (answer.hasNext()) {
      ids.add(answer.next().getDeviceId());
    }
    return ids;
  }

  @Test
  void devicesAreJudgedAnewWhenAThresholdOfTheirModelIsMadeChangedAndDeleted() throws Exception {
    Device device = hub.device("health-model");
    String id = device.getDeviceId();
    String model = Hub.fresh("model");
    String metric = Hub.fresh("tank") + ".level";
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      People.Answer made =
          admin.send("POST", THRESHOLDS, threshold("model", model, metric, 20, 10));
      assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
      String path = THRESHOLDS + "/" + made.body().path("id").asText();
      client.subscribeToDesiredProperties((_, _) -> {}, null);
      Sdk.report(client, "model", model);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                client.sendEvent(nested(metric, 15));
                assertThat(health(id).path("status").asText()).isEqualTo("warning");
              });

      assertThat(admin.send("PUT", path, limits(30, 16)).status()).isEqualTo(200);
      awaitHealth(id, "critical");
      assertThat(admin.send("PUT", path, limits(10, 5)).status()).isEqualTo(200);
      awaitHealth(id, "healthy");
      assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
      awaitHealth(id, "unknown");
    } finally {
      client.close();
    }

    List<String> audited =
        admin
            .get("/api/v1/audit?pageSize=50&text=thresholds")
            .body()
            .path("items")
            .valueStream()
            .map(entry -> entry.path("action").asText())
            .toList();
    assertThat(audited).contains("updateThreshold", "deleteThreshold");
  }

  private static Message nested(String metric, double value) {
    int dot = metric.indexOf('.');
    Message message =
        new Message(
            "{\"%s\":{\"%s\":%s}}"
                .formatted(metric.substring(0, dot), metric.substring(dot + 1), value));
    message.setContentType("application/json");
    return message;
  }

  private static String threshold(
      String scope, String name, String metric, double warning, double critical) {
    return People.json(
        Map.of(
            "scope",
            scope,
            "scopeName",
            name,
            "metric",
            metric,
            "limits",
            Map.of("direction", "below", "warning", warning, "critical", critical)));
  }

  private static String limits(double warning, double critical) {
    return People.json(Map.of("direction", "below", "warning", warning, "critical", critical));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    String metric = Hub.fresh("metric");
    assertThat(admin.send("POST", THRESHOLDS, threshold("default", "", metric, 10, 20)).status())
        .isEqualTo(400);
    assertThat(admin.send("POST", THRESHOLDS, threshold("fleet", "", metric, 20, 10)).status())
        .isEqualTo(400);
    assertThat(admin.send("POST", THRESHOLDS, threshold("group", "none", metric, 20, 10)).status())
        .isEqualTo(400);
    assertThat(admin.send("POST", THRESHOLDS, "{}").status()).isEqualTo(400);
    assertThat(admin.send("PUT", THRESHOLDS + "/none", limits(20, 10)).status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/devices/no-such-device/health").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/devices/no-such-device/health/changes").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/devices?health=ill").status()).isEqualTo(400);

    People.Answer made = admin.send("POST", THRESHOLDS, threshold("default", "", metric, 20, 10));
    assertThat(admin.send("POST", THRESHOLDS, threshold("default", "", metric, 20, 10)).status())
        .isEqualTo(412);
    String path = THRESHOLDS + "/" + made.body().path("id").asText();
    assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(admin.send("DELETE", path, "").status()).isEqualTo(404);
  }
}
