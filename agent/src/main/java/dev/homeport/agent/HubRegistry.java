package dev.homeport.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The registry of a hub, through its REST API with a policy's key. */
public final class HubRegistry {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String VERSION = "?api-version=2021-04-12";

  private final HubConnectionString hub;
  private final HttpClient http;

  public HubRegistry(HubConnectionString hub, SSLContext tls) {
    this.hub = hub;
    this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(LIMIT).build();
  }

  /** The device of this id, made when the hub does not have it. */
  public DeviceConnectionString deviceOf(String deviceId) throws IOException, InterruptedException {
    HttpResponse<String> found = send(request(deviceId).GET().build());
    if (found.statusCode() == 404) {
      String body = JSON.writeValueAsString(Map.of("deviceId", deviceId));
      found =
          send(
              request(deviceId)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString(body))
                  .build());
    }
    if (found.statusCode() != 200) {
      throw new IOException("the hub answered " + found.statusCode() + ": " + found.body());
    }
    JsonNode keys = JSON.readTree(found.body()).path("authentication").path("symmetricKey");
    return new DeviceConnectionString(hub.hostName(), deviceId, keys.path("primaryKey").asText());
  }

  private HttpRequest.Builder request(String deviceId) {
    return HttpRequest.newBuilder(
            URI.create("https://" + hub.hostName() + "/devices/" + deviceId + VERSION))
        .timeout(LIMIT)
        .header(
            "Authorization",
            SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
