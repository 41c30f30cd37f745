package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Firmware and its deployments of a hub, by REST with the rights of its iothubowner. */
final class Rollouts {

  private final String connectionString;
  private final String hub;
  private final HttpClient http;

  /** Those of the first hub. */
  Rollouts(HomeportServer server) {
    this(server, "", server.endpoint("IOTHUB_CONNECTION_STRING"));
  }

  /**
   * Those of a hub.
   *
   * @param hub "" for the first one
   * @param connectionString of its iothubowner
   */
  Rollouts(HomeportServer server, String hub, String connectionString) {
    this.connectionString = connectionString;
    this.hub = hub.isEmpty() ? "" : "?hub=" + hub;
    this.http = HttpClient.newBuilder().sslContext(server.trust()).build();
  }

  /** The answer to a call that succeeds. */
  JsonNode call(String method, String path, String body) {
    return answer(method, path, body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  void delete(String path) {
    answer("DELETE", path, new byte[0], "application/json");
  }

  private JsonNode answer(String method, String path, byte[] body, String type) {
    HttpResponse<String> answer =
        Hub.send(
            http,
            Hub.policyToken(connectionString),
            method,
            path + hub,
            body,
            "Content-Type",
            type);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isLessThan(300);
    try {
      return People.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new version in the library; its id. */
  String upload(String name, String version, byte[] content) {
    String uploads = "/api/v1/firmware/uploads";
    String id =
        call(
                "POST",
                uploads,
                People.json(Map.of("name", name, "version", version, "size", content.length)))
            .path("id")
            .asText();
    answer("PUT", uploads + "/" + id + "/content", content, "application/octet-stream");
    return call("POST", uploads + "/" + id + "/complete", "").path("id").asText();
  }

  /** A new deployment; its id. */
  String deploy(String name, String firmware, Map<String, ?> target, Map<String, ?> plan) {
    Map<String, ?> deployment =
        Map.of("name", name, "firmwareId", firmware, "target", target, "plan", plan);
    return call("POST", "/api/v1/deployments", People.json(deployment)).path("id").asText();
  }

  JsonNode deployment(String id) {
    return call("GET", "/api/v1/deployments/" + id, "");
  }

  String status(String id) {
    return deployment(id).path("status").asText();
  }

  /** How many devices of a deployment are so far. */
  int count(String id, String status) {
    return deployment(id).path("counts").path(status).asInt();
  }
}
