package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Devices that come to each state that an update can be in, and stay there while the server dies.
 * They hear of their orders by their twins, and say by HTTPS telemetry what they are told to.
 */
final class DevicesInEachState implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String PREFIX = "state-";
  private static final String WATCHED = "watched";

  /** Longer than the server takes to start again, where the machine has time for it. */
  private static final Duration WATCH = Duration.ofSeconds(45);

  /** What each of them says before the kill, by its name, and what the server has of it then. */
  private enum State {
    TOLD("", "Queued", ""),
    AGAIN("\"status\":\"Failed\",\"reason\":\"DownloadFailed\"", "Queued", ""),
    TAKEN("\"status\":\"Queued\"", "Queued", ""),
    DOWNLOADING(step("Downloading") + ",\"percent\":40", "InProgress", "Downloading"),
    VERIFYING(step("Verifying"), "InProgress", "Verifying"),
    INSTALLING(step("Installing"), "InProgress", "Installing"),
    REBOOTING(step("Rebooting"), "InProgress", "Rebooting"),
    FAILED("\"status\":\"Failed\",\"reason\":\"SignatureInvalid\"", "Failed", ""),
    COMPLETED("\"status\":\"Completed\"", "Completed", "");

    private final String said;
    private final String status;
    private final String step;

    State(String said, String status, String step) {
      this.said = said;
      this.status = status;
      this.step = step;
    }

    private static String step(String step) {
      return "\"status\":\"InProgress\",\"step\":\"%s\"".formatted(step);
    }

    String device() {
      return PREFIX + name();
    }
  }

  private final HomeportServer server;
  private final Rollouts rollouts;
  private final String firmware;
  private final HttpClient http;
  private final Map<String, Device> devices = new HashMap<>();
  private @Nullable MqttSocket watched;
  private Instant watchedUntil = Instant.MIN; // at least
  private String inEachState = "";
  private String inWatch = "";

  /**
   * @param firmware of version 9.0.0
   */
  DevicesInEachState(HomeportServer server, Rollouts rollouts, String firmware) throws Exception {
    this.server = server;
    this.rollouts = rollouts;
    this.firmware = firmware;
    this.http = HttpClient.newBuilder().sslContext(server.trust()).build();
    RegistryClient registry = new RegistryClient(server.endpoint("IOTHUB_CONNECTION_STRING"));
    devices.put(WATCHED, registry.addDevice(new Device(WATCHED)));
    for (State state : State.values()) {
      devices.put(state.device(), registry.addDevice(new Device(state.device())));
    }
  }

  /** Brings them there. */
  void begin() {
    inEachState =
        rollouts.deploy(
            "each state",
            firmware,
            Map.of("condition", "STARTSWITH(deviceId, '" + PREFIX + "')"),
            Map.of("failurePercent", 50, "retries", 1, "backOffSeconds", 40));
    inWatch =
        rollouts.deploy(
            "a device that is watched",
            firmware,
            Map.of("devices", List.of(WATCHED)),
            Map.of("observationSeconds", WATCH.toSeconds()));
    await()
        .atMost(LIMIT)
        .until(
            () -> Collections.frequency(all(inEachState, "ordered").values(), "true"),
            ordered -> ordered == State.values().length);
    await().atMost(LIMIT).until(() -> all(inWatch, "ordered").get(WATCHED), "true"::equals);
    for (State state : State.values()) {
      if (!state.said.isEmpty()) {
        say(state.device(), inEachState, state.said);
      }
    }
    await().atMost(LIMIT).untilAsserted(this::assertWhereTheyAre);
  }

  /** Brings one more to the state in which it is only watched, which does not last. */
  void beginToWatch() {
    watched = connect();
    watchedUntil = Instant.now().plus(WATCH);
    say(WATCHED, inWatch, State.COMPLETED.said);
    await().atMost(LIMIT).until(() -> all(inWatch, "step").get(WATCHED), "Observing"::equals);
  }

  private MqttSocket connect() {
    MqttSocket socket = MqttSocket.open(server.trust());
    assertThat(socket.connect(Login.of(WATCHED, token(WATCHED))).returnCode()).isZero();
    return socket;
  }

  private String token(String device) {
    return Hub.token(Objects.requireNonNull(devices.get(device)));
  }

  private void assertWhereTheyAre() {
    Map<String, String> expected = new TreeMap<>();
    for (State state : State.values()) {
      expected.put(state.device(), state.status + " " + state.step);
    }
    Map<String, String> actual = all(inEachState, "status");
    all(inEachState, "step")
        .forEach((device, step) -> actual.merge(device, step, (a, b) -> a + " " + b));
    assertThat(actual).isEqualTo(expected);
    assertThat(all(inEachState, "attempt")).containsEntry(State.AGAIN.device(), "2");
    assertThat(all(inEachState, "percent")).containsEntry(State.DOWNLOADING.device(), "40");
  }

  /** They are where they were, none goes back, and all come to their end. */
  void goOnAfterTheKill() {
    closeWatched();
    watched = connect();
    assertWhereTheyAre();
    Map<String, String> steps = all(inWatch, "step");
    if (Instant.now().isBefore(watchedUntil)) {
      assertThat(steps).containsEntry(WATCHED, "Observing");
    }
    say(State.INSTALLING.device(), inEachState, State.DOWNLOADING.said);
    await()
        .atMost(LIMIT)
        .until(
            () -> all(inEachState, "lastPassedOver").get(State.INSTALLING.device()),
            "reported InProgress backwards"::equals);
    for (State state : State.values()) {
      if (!state.status.equals("Failed") && !state.status.equals("Completed")) {
        complete(state.device());
      }
    }
    await().atMost(LIMIT).until(() -> rollouts.status(inEachState).equals("completed"));
    assertThat(rollouts.count(inEachState, "Completed")).isEqualTo(State.values().length - 1);
    await().atMost(LIMIT).until(() -> rollouts.status(inWatch).equals("completed"));
    assertThat(rollouts.count(inWatch, "Completed")).isEqualTo(1);
  }

  /** Says it until it is heard: one that failed before waits for its order, and nothing counts. */
  private void complete(String device) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              say(device, inEachState, State.COMPLETED.said);
              return all(inEachState, "status").get(device);
            },
            "Completed"::equals);
  }

  /** A member of the record of each device of a deployment. */
  private Map<String, String> all(String deployment, String member) {
    Map<String, String> all = new TreeMap<>();
    for (JsonNode device :
        rollouts.call("GET", "/api/v1/deployments/" + deployment + "/devices", "").path("items")) {
      all.put(device.path("deviceId").asText(), device.path(member).asText(""));
    }
    return all;
  }

  private void say(String device, String deployment, String members) {
    String body =
        "{\"firmwareUpdate\":{\"deploymentId\":\"%s\",\"version\":\"9.0.0\",%s}}"
            .formatted(deployment, members);
    // As the SDKs do: 503 is said while the broker of a server that has just started is not there.
    HttpResponse<String> answer =
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    Hub.send(
                        http,
                        token(device),
                        "POST",
                        "/devices/" + device + "/messages/events",
                        body.getBytes(StandardCharsets.UTF_8)),
                given -> given.statusCode() != 503);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private void closeWatched() {
    if (watched != null) {
      watched.close();
    }
  }

  @Override
  public void close() {
    closeWatched();
  }
}
