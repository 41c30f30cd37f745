package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The twin contract of Azure Device Update, spoken by a device on the SDK. */
@Order(1)
final class AzureAgentIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Hub hub = new Hub();
  private final Rollouts rollouts = new Rollouts(hub.server);
  private final BlockingQueue<JsonNode> goals = new LinkedBlockingQueue<>();

  @Test
  void anAgentGetsItsGoalByItsComponentAndReachesIt() throws Exception {
    byte[] content = new byte[50_000];
    new Random(7).nextBytes(content);
    String name = Hub.fresh("azure-agent");
    Device device = hub.device(name);
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      client.subscribeToDesiredProperties((twin, _) -> hear(twin.getDesiredProperties()), null);
      say(client, Map.of("state", 0, "installedUpdateId", installed(name, "1.0.0")));

      String id =
          rollouts.deploy(
              name,
              rollouts.upload(name, "2.0.0", content),
              Map.of("devices", List.of(device.getDeviceId())),
              Map.of("delivery", "azure"));
      JsonNode goal = goals.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(goal).isNotNull();
      assertThat(goal.at("/workflow/id").asText()).isEqualTo(id);
      JsonNode manifest = People.JSON.readTree(goal.path("updateManifest").asText());
      Map<String, Object> workflow =
          Map.of(
              "action",
              3,
              "id",
              id,
              "retryTimestamp",
              goal.at("/workflow/retryTimestamp").asText());
      say(client, Map.of("state", 6, "workflow", workflow));
      await().atMost(LIMIT).until(() -> rollouts.count(id, "InProgress"), count -> count == 1);
      String file = manifest.at("/instructions/steps/0/files/0").asText();
      assertThat(get(goal.path("fileUrls").path(file).asText())).isEqualTo(content);

      say(
          client,
          Map.of(
              "state",
              0,
              "workflow",
              workflow,
              "lastInstallResult",
              Map.of("resultCode", 700, "extendedResultCode", 0, "resultDetails", ""),
              "installedUpdateId",
              installed(name, manifest.at("/updateId/version").asText())));

      await().atMost(LIMIT).until(() -> rollouts.status(id).equals("completed"));
      assertThat(rollouts.count(id, "Completed")).isEqualTo(1);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  rollouts
                      .call("GET", "/twins/" + device.getDeviceId(), "")
                      .at("/properties/desired/deviceUpdate/service")
                      .isMissingNode());
    } finally {
      client.close();
    }
  }

  private static String installed(String name, String version) {
    return People.json(Map.of("provider", "homeport", "name", name, "version", version));
  }

  private void hear(TwinCollection desired) {
    JsonNode service = People.JSON.valueToTree(desired.get("deviceUpdate")).path("service");
    if (service.has("updateManifest")) {
      goals.add(service);
    }
  }

  private static void say(DeviceClient client, Map<String, ?> agent) throws Exception {
    Sdk.report(client, "deviceUpdate", Map.of("__t", "c", "agent", agent));
  }

  private byte[] get(String url) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(hub.server.trust()).build()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }
}
