package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps firmware in an Azure storage account, from which devices get it. */
final class AzureBlobIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void firmwareIsInTheAccountAndADeviceGetsItThere(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    byte[] content = new byte[9_000_000];
    new Random(7).nextBytes(content);
    try (Azurite azurite = new Azurite(folder)) {
      Path account = Files.writeString(folder.resolve("account"), azurite.connectionString());
      try (HomeportServer server =
          new HomeportServer(
                  folder.resolve("server"),
                  "homeport.blobs.azure-connection-string-file=" + account)
              .start()) {
        server.trustByDefault();
        new RegistryClient(server.endpoint("IOTHUB_CONNECTION_STRING"))
            .addDevice(new Device("away"));
        Rollouts rollouts = new Rollouts(server);

        String id = rollouts.upload("azure", "1.0.0", content);

        String deployment =
            rollouts.deploy("azure", id, Map.of("devices", List.of("away")), Map.of());
        String url =
            await()
                .atMost(LIMIT)
                .until(
                    () ->
                        rollouts
                            .call("GET", "/twins/away", "")
                            .at("/properties/desired/firmware/url")
                            .asText(),
                    text -> !text.isEmpty());
        assertThat(url).startsWith(azurite.endpoint() + "/blob-firmware/");
        assertThat(get(url).body()).isEqualTo(content);
        HttpResponse<byte[]> part = get(url, "x-ms-range", "bytes=8999990-");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        String forged = url.replace("&sig=", "&sig=AAAA");
        assertThat(forged).isNotEqualTo(url);
        assertThat(get(forged).statusCode()).isEqualTo(403);

        rollouts.call("POST", "/api/v1/deployments/" + deployment + "/cancel", "");
        await().atMost(LIMIT).until(() -> rollouts.status(deployment).equals("cancelled"));
        rollouts.delete("/api/v1/firmware/" + id);
        assertThat(get(url).statusCode()).isEqualTo(404);
      }
    }
  }

  private HttpResponse<byte[]> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
