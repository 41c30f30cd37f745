package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one PostgreSQL and one Kafka: a device on one is reached through the other. */
final class TwoNodesIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Test
  void aDeviceOnOneNodeIsReachedThroughTheOther(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    int databasePort = HomeportServer.freePort();
    try (HomeportServer first =
            new HomeportServer(
                    data.resolve("first"),
                    "homeport.bind=127.0.0.1",
                    "homeport.database.port=" + databasePort)
                .start();
        HomeportServer second =
            new HomeportServer(
                    data.resolve("second"),
                    "homeport.bind=127.0.0.2",
                    "homeport.hosts=127.0.0.2",
                    "homeport.database.url=jdbc:postgresql://127.0.0.1:"
                        + databasePort
                        + "/postgres",
                    "homeport.database.username=homeport",
                    "homeport.database.password="
                        + Files.readString(data.resolve("first/postgres/password")).trim(),
                    "homeport.kafka.bootstrap-servers=" + first.endpoint("KAFKA_BOOTSTRAP_SERVERS"))
                .start()) {
      first.trustByDefault();
      String hub = first.endpoint("IOTHUB_CONNECTION_STRING");
      Device device = new RegistryClient(hub).addDevice(new Device("far"));
      DeviceClient client =
          new DeviceClient(
              "HostName=127.0.0.2;DeviceId=far;SharedAccessKey=" + device.getPrimaryKey(),
              IotHubClientProtocol.MQTT,
              ClientOptions.builder().sslContext(second.trust()).build());
      client.open(true);
      CompletableFuture<Map<String, Object>> desired = new CompletableFuture<>();
      client.subscribeToMethods(
          (name, payload, context) -> new DirectMethodResponse(202, Map.of("heard", name)), null);
      client.subscribeToDesiredProperties(
          (twin, context) -> desired.complete(Map.copyOf(twin.getDesiredProperties())), null);

      var answer =
          new DirectMethodsClient(hub)
              .invoke(
                  "far",
                  "ring",
                  DirectMethodRequestOptions.builder()
                      .methodConnectTimeoutSeconds(30)
                      .methodResponseTimeoutSeconds(60)
                      .build());
      Twin wish = new Twin("far");
      wish.getDesiredProperties().put("interval", 9);
      new TwinClient(hub).patch(wish);

      assertThat(answer.getStatus()).isEqualTo(202);
      assertThat(desired.get(60, TimeUnit.SECONDS)).containsKey("interval");
      client.close();
      bothServeWhatOneAdds(first, second);
    }
  }

  private static void bothServeWhatOneAdds(HomeportServer first, HomeportServer second) {
    String password = first.endpoint("HOMEPORT_ADMIN_PASSWORD");
    String user = first.endpoint("HOMEPORT_ADMIN_USER");
    People.Window here = new People(first).signIn(user, password);
    People.Window there = new People(second).signIn(user, password);

    here.send(
        "POST",
        "/api/v1/hubs",
        People.json(Map.of("name", "second", "hostNames", List.of("second.example.com"))));
    await().atMost(LIMIT).until(() -> there.get("/api/v1/hubs/second").status() == 200);

    there.send("DELETE", "/api/v1/hubs/second", "");
    await().atMost(LIMIT).until(() -> here.get("/api/v1/hubs/second").status() == 404);
  }
}
