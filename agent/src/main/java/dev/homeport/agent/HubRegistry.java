package dev.homeport.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;

/** The registry of a hub, through its REST API with a policy's key. */
public final class HubRegistry {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ITEMS_OF_A_CALL = 100;
  private static final int READS_AT_A_TIME = 20;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String VERSION = "?api-version=2021-04-12";

  private final HubConnectionString hub;
  private final HttpClient http;

  public HubRegistry(HubConnectionString hub, SSLContext tls) {
    this.hub = hub;
    this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(LIMIT).build();
  }

  /**
   * The devices of these ids, in their order. The hub makes those it lacks; the others stay as they
   * are.
   *
   * @throws IOException when the hub refuses one
   */
  public List<DeviceConnectionString> devicesOf(List<String> deviceIds)
      throws IOException, InterruptedException {
    List<DeviceConnectionString> devices = new ArrayList<>(deviceIds.size());
    for (List<String> part : parts(deviceIds, ITEMS_OF_A_CALL)) {
      List<DeviceConnectionString> wanted = withNewKeys(part);
      Set<String> there = new LinkedHashSet<>();
      for (JsonNode error : apply(wanted, "create").path("errors")) {
        if (!error.path("errorCode").asText().equals("DeviceAlreadyExists")) {
          throw refused(error);
        }
        there.add(error.path("deviceId").asText());
      }
      Map<String, DeviceConnectionString> kept = existing(there);
      wanted.forEach(device -> devices.add(kept.getOrDefault(device.deviceId(), device)));
    }
    return devices;
  }

  /**
   * Devices of these ids, all with new keys: made, or their keys replaced when the hub has them.
   *
   * @throws IOException when the hub refuses one
   */
  public List<DeviceConnectionString> rekeyedDevicesOf(List<String> deviceIds)
      throws IOException, InterruptedException {
    List<DeviceConnectionString> devices = new ArrayList<>(deviceIds.size());
    for (List<String> part : parts(deviceIds, ITEMS_OF_A_CALL)) {
      List<DeviceConnectionString> wanted = withNewKeys(part);
      for (JsonNode error : apply(wanted, "createOrUpdate").path("errors")) {
        throw refused(error);
      }
      devices.addAll(wanted);
    }
    return devices;
  }

  /**
   * The public key with which the hub signs firmware, as PEM.
   *
   * @throws IOException when it has none, as a hub elsewhere
   */
  public String signingKey() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            toHub("/api/v1/firmware/signing-key").GET().build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw unexpected(answer);
    }
    return JSON.readTree(answer.body()).path("publicKey").asText();
  }

  private static List<List<String>> parts(List<String> deviceIds, int size) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < deviceIds.size(); from += size) {
      parts.add(deviceIds.subList(from, Math.min(from + size, deviceIds.size())));
    }
    return parts;
  }

  private List<DeviceConnectionString> withNewKeys(List<String> deviceIds) {
    return deviceIds.stream()
        .map(id -> new DeviceConnectionString(hub.hostName(), id, newKey()))
        .toList();
  }

  /** The outcome of a bulk call; the hub answers 400 when it refused some of the devices. */
  private JsonNode apply(List<DeviceConnectionString> devices, String importMode)
      throws IOException, InterruptedException {
    List<Map<String, Object>> items =
        devices.stream().map(device -> item(device, importMode)).toList();
    HttpResponse<String> answer =
        http.send(
            request("")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(items)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 200 || answer.statusCode() == 400) {
      JsonNode outcome = JSON.readTree(answer.body());
      if (outcome.has("isSuccessful")) {
        return outcome;
      }
    }
    throw unexpected(answer);
  }

  private Map<String, DeviceConnectionString> existing(Set<String> deviceIds)
      throws IOException, InterruptedException {
    Map<String, DeviceConnectionString> devices = new HashMap<>();
    for (List<String> part : parts(List.copyOf(deviceIds), READS_AT_A_TIME)) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          part.stream()
              .map(
                  id ->
                      http.sendAsync(
                          request(id).GET().build(), HttpResponse.BodyHandlers.ofString()))
              .toList();
      for (int i = 0; i < part.size(); i++) {
        devices.put(part.get(i), device(part.get(i), await(answers.get(i))));
      }
    }
    return devices;
  }

  private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException("the hub did not answer: " + e.getCause(), e);
    }
  }

  private DeviceConnectionString device(String deviceId, HttpResponse<String> found)
      throws IOException {
    if (found.statusCode() != 200) {
      throw unexpected(found);
    }
    JsonNode key =
        JSON.readTree(found.body()).path("authentication").path("symmetricKey").path("primaryKey");
    if (key.asText("").isEmpty()) {
      throw new IOException("device " + deviceId + " has no symmetric key");
    }
    return new DeviceConnectionString(hub.hostName(), deviceId, key.asText());
  }

  private static IOException refused(JsonNode error) {
    return new IOException(
        "the hub refused device %s: %s (%s)"
            .formatted(
                error.path("deviceId").asText(),
                error.path("errorStatus").asText(),
                error.path("errorCode").asText()));
  }

  private static IOException unexpected(HttpResponse<String> answer) {
    return new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
  }

  private static Map<String, Object> item(DeviceConnectionString device, String importMode) {
    return Map.of(
        "id",
        device.deviceId(),
        "importMode",
        importMode,
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
    return toHub("/devices/" + URLEncoder.encode(deviceId, UTF_8).replace("+", "%20") + VERSION);
  }

  private HttpRequest.Builder toHub(String path) {
    return HttpRequest.newBuilder(URI.create("https://" + hub.hostName() + path))
        .timeout(LIMIT)
        .header(
            "Authorization",
            SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))));
  }
}
