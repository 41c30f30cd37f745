package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The URL in an order ends, and its device gets another one. */
final class UpdateUrlIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Test
  void aUrlThatHasExpiredIsRefusedAndAFreshOneComesOnDemand(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (HomeportServer server =
            new HomeportServer(folder.resolve("server"), "homeport.updates.url-time=10s").start();
        HttpClient http = HttpClient.newBuilder().sslContext(server.trust()).build()) {
      server.trustByDefault();
      Device device =
          new RegistryClient(server.endpoint("IOTHUB_CONNECTION_STRING"))
              .addDevice(new Device("late"));
      Rollouts rollouts = new Rollouts(server);
      String id =
          rollouts.deploy(
              "late",
              rollouts.upload("late", "2.0.0", new byte[1_000]),
              Map.of("devices", List.of("late")),
              Map.of());
      await().atMost(LIMIT).until(() -> !url(rollouts).isEmpty());
      String ended = url(rollouts);

      assertThat(get(http, ended).statusCode()).isEqualTo(200);
      await().atMost(LIMIT).until(() -> get(http, ended).statusCode() == 403);
      assertThat(get(http, ended).body()).contains("the URL has expired");
      try (MqttSocket socket = MqttSocket.open(server.trust())) {
        assertThat(socket.connect(Login.of("late", Hub.token(device))).returnCode()).isZero();
        socket.publish(
            "$iothub/twin/PATCH/properties/reported/?$rid=1",
            "{\"refreshUpdateUrl\":{\"deploymentId\":\"%s\",\"request\":1}}"
                .formatted(id)
                .getBytes(StandardCharsets.UTF_8),
            0,
            false);
        await().atMost(LIMIT).until(() -> !url(rollouts).equals(ended));
      }

      assertThat(get(http, url(rollouts)).statusCode()).isEqualTo(200);
      assertThat(rollouts.status(id)).isEqualTo("running");
    }
  }

  private static String url(Rollouts rollouts) {
    return rollouts.call("GET", "/twins/late", "").at("/properties/desired/firmware/url").asText();
  }

  private static HttpResponse<String> get(HttpClient http, String url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
