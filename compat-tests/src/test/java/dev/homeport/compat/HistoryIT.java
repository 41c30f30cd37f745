package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The numbers that the Java SDK sends, read back as history. */
@Order(1)
final class HistoryIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Hub hub = new Hub();
  private final ConsoleApi api = new ConsoleApi(hub.server);

  private JsonNode read(String path) {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Test
  void numbersOfJsonMessagesBecomeHistory() throws Exception {
    Device device = hub.device("history");
    String path = "devices/" + device.getDeviceId();
    assertThat(read(path + "/metrics").path("items")).isEmpty();
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      for (int i = 1; i <= 4; i++) {
        client.sendEvent(
            new Message("{\"air\":{\"temperature\":%d.5},\"state\":\"ok\"}".formatted(i)));
      }
      client.sendEvent(new Message("no JSON"));
      Message typed = new Message("{\"battery\":80}");
      typed.setContentType("application/json");
      client.sendEvent(typed);
    } finally {
      client.close();
    }

    JsonNode metrics =
        await()
            .atMost(LIMIT)
            .until(() -> read(path + "/metrics").path("items"), items -> items.size() == 2);

    assertThat(metrics.path(0).path("metric").asText()).isEqualTo("air.temperature");
    assertThat(metrics.path(0).path("value").asDouble()).isEqualTo(4.5);
    assertThat(metrics.path(1).path("metric").asText()).isEqualTo("battery");
    JsonNode history = read(path + "/history?metric=air.temperature&metric=battery&points=2");
    assertThat(history.path("bucketSeconds").asLong()).isEqualTo(3_600);
    JsonNode buckets = history.path("series").path(0).path("buckets");
    assertThat(buckets.valueStream().mapToLong(bucket -> bucket.path("count").asLong()).sum())
        .isEqualTo(4);
    assertThat(buckets.path(0).path("min").asDouble()).isEqualTo(1.5);
    assertThat(buckets.path(buckets.size() - 1).path("max").asDouble()).isEqualTo(4.5);
  }

  @Test
  void aDeviceCatchesUpOnWhatItMeasuredOffline() throws Exception {
    Device device = hub.device("history-late");
    Instant measured =
        Instant.now().minus(Duration.ofHours(30)).truncatedTo(ChronoUnit.HOURS).plusSeconds(600);
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      Message message = new Message("{\"level\":7}");
      message.setCreationTimeUTC(Date.from(measured));
      client.sendEvent(message);
    } finally {
      client.close();
    }
    String query =
        "devices/%s/history?metric=level&points=2000&from=%s&to=%s"
            .formatted(device.getDeviceId(), measured.minusSeconds(600), measured.plusSeconds(600));

    JsonNode buckets =
        await()
            .atMost(LIMIT)
            .until(
                () -> read(query).path("series").path(0).path("buckets"),
                found -> !found.isEmpty());

    assertThat(buckets).hasSize(1);
    assertThat(buckets.path(0).path("time").asText()).isEqualTo(measured.toString());
    assertThat(buckets.path(0).path("average").asDouble()).isEqualTo(7);
    // Made again from the late value, hours are told as soon as single values are.
    String hourly = query.replace("points=2000", "points=2");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        read(hourly)
                            .path("series")
                            .path(0)
                            .path("buckets")
                            .path(0)
                            .path("count")
                            .asLong())
                    .isEqualTo(1));
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    Device device = hub.device("history-refused");
    String history = "devices/" + device.getDeviceId() + "/history";

    assertThat(api.get(history).statusCode()).isEqualTo(400);
    assertThat(api.get(history + "?metric=a&from=yesterday").statusCode()).isEqualTo(400);
    assertThat(api.get(history + "?metric=a&points=100000").statusCode()).isEqualTo(400);
    assertThat(api.get(history + "?metric=a&moduleId=none").statusCode()).isEqualTo(404);
    assertThat(api.get("devices/no-such-device/history?metric=a").statusCode()).isEqualTo(404);
    assertThat(api.get("devices/no-such-device/metrics").statusCode()).isEqualTo(404);
    assertThat(read(history + "?metric=a").path("series").path(0).path("buckets")).isEmpty();
  }
}
