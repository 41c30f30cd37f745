package dev.homeport.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The registry of a hub, through its REST API with a policy's key. */
public final class HubRegistry {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ITEMS_OF_A_CALL = 100;
  private static final SecureRandom RANDOM = new SecureRandom();
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

  /**
   * Devices of these ids, all with new keys: made, or their keys replaced when the hub has them.
   *
   * @throws IOException when the hub refuses one
   */
  public List<DeviceConnectionString> devicesOf(List<String> deviceIds)
      throws IOException, InterruptedException {
    List<DeviceConnectionString> devices = new ArrayList<>(deviceIds.size());
    for (int from = 0; from < deviceIds.size(); from += ITEMS_OF_A_CALL) {
      List<DeviceConnectionString> part =
          deviceIds.subList(from, Math.min(from + ITEMS_OF_A_CALL, deviceIds.size())).stream()
              .map(id -> new DeviceConnectionString(hub.hostName(), id, newKey()))
              .toList();
      String body = JSON.writeValueAsString(part.stream().map(HubRegistry::item).toList());
      HttpResponse<String> answer =
          send(
              request("")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build());
      if (answer.statusCode() != 200) {
        throw new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
      }
      devices.addAll(part);
    }
    return devices;
  }

  private static Map<String, Object> item(DeviceConnectionString device) {
    return Map.of(
        "id",
        device.deviceId(),
        "importMode",
        "createOrUpdate",
        "status",
        "enabled",
        "authentication",
        Map.of(
            "type",
            "sas",
            "symmetricKey",
            Map.of("primaryKey", device.sharedAccessKey(), "secondaryKey", newKey())));
  }

  private static String newKey() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
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
