package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over the wire: from what devices do to a signed call of a webhook. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String SECRET = "a secret of the test";
  private static final String KEY =
      Base64.getEncoder().encodeToString("the key of two devices".getBytes(StandardCharsets.UTF_8));

  private final WebhookProgram program = new WebhookProgram(SECRET);
  private final HomeportServer server;
  private final People people;
  private final People.Window admin;

  AlertIT(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
    server =
        new HomeportServer(folder.resolve("server"), "homeport.webhooks.on-own-machine=true")
            .start();
    people = new People(server);
    admin =
        people.signIn(
            server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
    save("alert-channels/hook", Map.of("kind", "webhook", "url", program.url(), "secret", SECRET));
  }

  @AfterAll
  void stop() {
    server.close();
    program.close();
  }

  @Test
  void whatDevicesReportAndStrangersTryIsToldOnce() throws Exception {
    admin.send("POST", "/api/v1/devices", People.json(Map.of("deviceId", "d-1")));
    rule("guessing", Map.of("kind", "authentication", "severity", "critical", "threshold", 3));
    assertThat(admin.get("/api/v1/alert-channels").body().toString()).doesNotContain(SECRET);

    for (int i = 0; i < 3; i++) {
      assertThat(telemetry("d-1", "YWJj", "{}")).isEqualTo(401);
    }

    JsonNode alert = open("guessing", "d-1");
    assertThat(alert.path("message").asText()).isEqualTo("d-1: refused 3 times within 5 minutes");
    assertThat(program.signedCall()).contains(alert.path("message").asText());
    isSeenToByATechnicianAndNotByAViewer(alert.path("id").asText());
  }

  @Test
  void aRolloutThatPausesIsToldWithTheDeviceThatFailed() throws Exception {
    for (String device : List.of("u-1", "u-2")) {
      admin.send(
          "POST", "/api/v1/devices", People.json(Map.of("deviceId", device, "primaryKey", KEY)));
    }
    rule("stuck", Map.of("kind", "update", "severity", "warning"));
    rule("rollout", Map.of("kind", "deployment", "severity", "critical"));
    Rollouts rollouts = new Rollouts(server);
    String deployment =
        rollouts.deploy(
            "spring",
            rollouts.upload("spring", "2.0.0", new byte[] {1, 2, 3}),
            Map.of("devices", List.of("u-1", "u-2")),
            Map.of("retries", 0));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                admin.get("/api/v1/devices/u-1/updates").body().at("/items/0/ordered").asBoolean());

    int status =
        telemetry(
            "u-1",
            KEY,
            People.json(
                Map.of(
                    "firmwareUpdate",
                    Map.of(
                        "deploymentId",
                        deployment,
                        "version",
                        "2.0.0",
                        "status",
                        "Failed",
                        "reason",
                        "SignatureInvalid"))));

    assertThat(status).isEqualTo(204);
    assertThat(open("stuck", "u-1").path("message").asText())
        .isEqualTo("u-1: the update to 2.0.0 failed: SignatureInvalid");
    String paused = open("rollout", deployment).path("message").asText();
    assertThat(paused).startsWith("spring is paused: 1 of 2 devices failed");
    assertThat(List.of(program.signedCall(), program.signedCall()))
        .anySatisfy(body -> assertThat(body).contains(paused))
        .anySatisfy(body -> assertThat(body).contains("u-1: the update to 2.0.0 failed"));

    rollouts.call("POST", "/api/v1/deployments/" + deployment + "/cancel", "");

    assertThat(program.signedCall()).contains("spring is cancelled");
    assertThat(alerts("open"))
        .noneSatisfy(alert -> assertThat(alert.path("subject").asText()).isEqualTo(deployment));
  }

  private void rule(String name, Map<String, ?> rest) {
    Map<String, Object> body = new HashMap<>(rest);
    body.put("groupingSeconds", 0);
    body.put("channels", List.of("hook"));
    save("alert-rules/" + name, body);
  }

  private void save(String path, Map<String, ?> body) {
    assertThat(admin.send("PUT", "/api/v1/" + path, People.json(body)).status())
        .as(path)
        .isEqualTo(200);
  }

  private int telemetry(String device, String key, String body) {
    return people
        .send(
            "POST",
            "/devices/" + device + "/messages/events?api-version=2020-03-13",
            body,
            Map.of(
                "Authorization",
                Hub.sas(Hub.HOST + "/devices/" + device, key, Duration.ofHours(1), "")))
        .status();
  }

  /** An alert of a rule, once it is there. */
  private JsonNode open(String rule, String subject) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                alerts("open").stream()
                    .filter(alert -> alert.path("rule").asText().equals(rule))
                    .filter(alert -> alert.path("subject").asText().equals(subject))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<JsonNode> alerts(String state) {
    return alerts(admin, state);
  }

  private static List<JsonNode> alerts(People.Window window, String state) {
    return window.get("/api/v1/alerts?state=" + state).body().path("items").valueStream().toList();
  }

  private void isSeenToByATechnicianAndNotByAViewer(String id) {
    People.Window technician = people.person(admin, "theo", Map.of("role", "technician"));
    People.Window viewer = people.person(admin, "vera", Map.of("role", "viewer"));

    assertThat(viewer.send("POST", "/api/v1/alerts/" + id + "/acknowledge", "").status())
        .isEqualTo(403);
    assertThat(
            technician
                .send("POST", "/api/v1/alerts/" + id + "/acknowledge", "")
                .body()
                .path("acknowledgedBy")
                .asText())
        .isEqualTo("theo");
    assertThat(
            technician.send("POST", "/api/v1/alerts/" + id + "/mute", "{\"minutes\":60}").status())
        .isEqualTo(200);
    assertThat(alerts(viewer, "acknowledged")).isNotEmpty();
    assertThat(alerts(viewer, "muted")).isNotEmpty();
  }
}
