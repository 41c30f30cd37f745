package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Rollouts to devices over MQTT: to the end, into a pause and back, and to those who are away. */
@Order(1)
final class DeploymentIT {

  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Hub hub = new Hub();
  private final Rollouts rollouts = new Rollouts(hub.server);
  private final HttpClient http = HttpClient.newBuilder().sslContext(hub.server.trust()).build();
  private final String name = Hub.fresh("rollout");
  private final List<Device> devices = new ArrayList<>();
  private final List<UpdatingDevice> running = new ArrayList<>();

  @BeforeEach
  void uploadTheOldVersion() {
    upload("1.0.0");
  }

  @AfterEach
  void stopTheDevices() {
    running.forEach(UpdatingDevice::close);
  }

  private String upload(String version) {
    byte[] content = new byte[250_000];
    new Random(version.hashCode()).nextBytes(content);
    return rollouts.upload(name, version, content);
  }

  private UpdatingDevice start(Device device) {
    UpdatingDevice started = new UpdatingDevice(hub, http, Hub.login(device), "1.0.0");
    running.add(started);
    return started;
  }

  private void register(int count) {
    for (int i = 0; i < count; i++) {
      devices.add(hub.device(name));
    }
  }

  private void startAll() {
    devices.forEach(this::start);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                rollouts
                    .call(
                        "POST",
                        "/devices/query",
                        People.json(
                            Map.of(
                                "query",
                                "SELECT deviceId FROM devices WHERE STARTSWITH(deviceId, '%s-')"
                                        .formatted(name)
                                    + " AND properties.reported.firmware = '1.0.0'")))
                    .size(),
            size -> size == devices.size());
  }

  private String deploy(String firmware, Map<String, ?> plan) {
    return rollouts.deploy(
        name, firmware, Map.of("condition", "STARTSWITH(deviceId, '%s-')".formatted(name)), plan);
  }

  private void awaitStatus(String id, String status) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> rollouts.status(id), status::equals);
  }

  @Test
  void everyDeviceIsUpdatedInWaves() {
    register(6);
    startAll();

    String id = deploy(upload("1.1.0"), Map.of("canary", 1, "waves", List.of(50, 100)));

    awaitStatus(id, "completed");
    assertThat(rollouts.count(id, "Completed")).isEqualTo(6);
    assertThat(rollouts.deployment(id).path("waves").asInt()).isEqualTo(3);
    String device = devices.getFirst().getDeviceId();
    JsonNode history = rollouts.call("GET", "/api/v1/devices/" + device + "/updates", "");
    assertThat(history.path("items").path(0).path("fromVersion").asText()).isEqualTo("1.0.0");
    assertThat(history.path("items").path(0).path("status").asText()).isEqualTo("Completed");
  }

  @Test
  void aCanarysFailurePausesAndTheRollBackCompletes() {
    register(4);
    startAll();
    running.forEach(device -> device.failing("SignatureInvalid"));

    String id = deploy(upload("1.1.0"), Map.of("canary", 1, "failurePercent", 10, "retries", 0));

    awaitStatus(id, "paused");
    assertThat(rollouts.deployment(id).path("reason").asText()).startsWith("1 of 1 devices failed");
    assertThat(rollouts.count(id, "Queued")).isEqualTo(3);
    JsonNode failures = rollouts.deployment(id).path("failures").path(0);
    assertThat(failures.path("reason").asText()).isEqualTo("SignatureInvalid");

    running.forEach(device -> device.failing(null));
    rollouts.call("POST", "/api/v1/deployments/" + id + "/resume", "");
    awaitStatus(id, "completed");
    assertThat(rollouts.count(id, "Completed")).isEqualTo(3);

    String back =
        rollouts.call("POST", "/api/v1/deployments/" + id + "/rollback", "").path("id").asText();

    awaitStatus(back, "completed");
    assertThat(rollouts.count(back, "Completed")).isEqualTo(3);
    assertThat(running).extracting(UpdatingDevice::version).containsOnly("1.0.0");
  }

  @Test
  void whoIsAwayCatchesUpAndItsUrlIsItsOwn() throws Exception {
    register(1);
    start(devices.getFirst()).close();
    String device = devices.getFirst().getDeviceId();
    await()
        .atMost(LIMIT)
        .until(
            () -> rollouts.call("GET", "/devices/" + device, "").path("connectionState").asText(),
            "Disconnected"::equals);
    String id = deploy(upload("1.1.0"), Map.of());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                rollouts
                    .call("GET", "/twins/" + device, "")
                    .at("/properties/desired/firmware/deploymentId")
                    .asText(),
            id::equals);
    String url =
        rollouts
            .call("GET", "/twins/" + device, "")
            .at("/properties/desired/firmware/url")
            .asText();
    assertThat(status(url)).isEqualTo(200);
    assertThat(status(url.replace(device, device + "0"))).isEqualTo(403);

    UpdatingDevice back = start(devices.getFirst());

    awaitStatus(id, "completed");
    assertThat(status(Objects.requireNonNull(back.lastUrl()))).isEqualTo(403);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                rollouts
                    .call("GET", "/twins/" + device, "")
                    .at("/properties/desired/firmware")
                    .isMissingNode());
  }

  private int status(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
