package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What people and services do over the wire, as the audit log tells it. */
@Order(1)
final class AuditIT {

  /** Of strangers: the server records so many calls a minute of an address, and no more. */
  private static final String ADDRESS = "127.0.0.11";

  private final HomeportServer server = HomeportServer.shared();
  private final People people = new People(server);
  private final People strangers = People.from(server, ADDRESS);
  private final People.Window admin =
      people.signIn(
          server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
  private final String id = "audit-" + UUID.randomUUID();

  private List<JsonNode> entries(String query) {
    return List.copyOf(
        admin.get("/api/v1/audit?" + query).body().path("items").valueStream().toList());
  }

  private List<JsonNode> ofDevice() {
    return entries("target=devices/" + id);
  }

  private static String line(JsonNode entry) {
    return String.join(
        " ",
        entry.path("kind").asText(),
        entry.path("who").asText(),
        entry.path("role").asText(),
        entry.path("action").asText(),
        entry.path("outcome").asText(),
        entry.path("status").asText(),
        entry.path("code").asText(),
        entry.path("detail").asText());
  }

  @Test
  void changesOfAPersonAreThereWhenTheyAreAnswered() {
    admin.send("POST", "/api/v1/devices", People.json(Map.of("deviceId", id)));
    assertThat(ofDevice())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(line(entry))
                  .isEqualTo("person admin admin createDevice succeeded 201  deviceId=" + id);
              assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
              assertThat(entry.path("requestId").asText()).isNotEmpty();
              assertThat(Instant.parse(entry.path("at").asText()))
                  .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
            });
    admin.get("/api/v1/devices/" + id);
    admin.get("/api/v1/devices/" + id + "/credentials");
    admin.send("POST", "/api/v1/devices", People.json(Map.of("deviceId", id)));
    admin.send("DELETE", "/api/v1/devices/" + id, "");

    assertThat(ofDevice())
        .map(AuditIT::line)
        .containsExactly(
            "person admin admin deleteDevice succeeded 204  ",
            "person admin admin createDevice failed 409 DeviceAlreadyExists deviceId=" + id,
            "person admin admin readDeviceKeys succeeded 200  ",
            "person admin admin createDevice succeeded 201  deviceId=" + id);
  }

  @Test
  void whatARoleDoesNotAllowIsRecordedAsDenied() {
    People.Window viewer = people.person(admin, id, Map.of("role", "viewer"));

    viewer.send("DELETE", "/api/v1/devices/" + id, "");
    viewer.get("/api/v1/audit");
    viewer.get("/api/v1/overview");

    assertThat(entries("who=" + id + "&outcome=denied"))
        .map(AuditIT::line)
        .containsExactly(
            "person " + id + " viewer listAudit denied 403 Forbidden ",
            "person " + id + " viewer deleteDevice denied 403 Forbidden ");
    assertThat(entries("target=users/" + id))
        .map(AuditIT::line)
        .contains("person admin admin createUser succeeded 201  userName=" + id + ", role=viewer");
  }

  @Test
  void signInsAreRecordedAlsoThoseThatFail() {
    strangers.attempt(id, "guessed");
    strangers.attempt("admin", "also guessed");

    assertThat(entries("who=" + id))
        .map(AuditIT::line)
        .containsExactly("stranger " + id + "  signIn denied 401 Unauthorized userName=" + id);
    assertThat(entries("action=signIn&outcome=succeeded&who=admin")).isNotEmpty();
    assertThat(admin.get("/api/v1/audit/export?action=signIn").status()).isEqualTo(200);
  }

  @Test
  void whatTheServiceSdkDoesHasTheSameWords() throws Exception {
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    RegistryClient registry = new RegistryClient(hub);
    registry.addDevice(new Device(id));
    Twin patch = new Twin(id);
    patch.getTags().put("site", "a secret place");
    new TwinClient(hub).patch(patch);
    registry.removeDevice(id);

    List<String> lines = ofDevice().stream().map(AuditIT::line).toList();
    assertThat(lines)
        .filteredOn(line -> !line.contains("readDeviceKeys"))
        .containsExactly(
            "policy iothubowner  deleteDevice succeeded 204  ",
            "policy iothubowner  updateTwin succeeded 200  tags=site",
            "policy iothubowner  saveDevice succeeded 200  status=Enabled, type=sas");
  }

  @Test
  void aTokenThatProvesNothingIsRecordedAsAStrangers() throws Exception {
    HttpResponse<String> answer =
        service(
            "DELETE", "/devices/" + id, "SharedAccessSignature sr=127.0.0.1&sig=YQ==&se=9&skn=x");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(ofDevice())
        .map(AuditIT::line)
        .containsExactly("stranger   deleteDevice denied 401 IotHubUnauthorizedAccess ");
  }

  @Test
  void theIdThatAClientGivesItsCallIsKeptAndSentBack() throws Exception {
    HubConnectionString hub =
        HubConnectionString.parse(server.endpoint("IOTHUB_CONNECTION_STRING"));
    HttpResponse<String> answer =
        service(
            "DELETE",
            "/devices/" + id,
            SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofMinutes(5))));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("x-ms-request-id")).contains("id-of-" + id);
    assertThat(ofDevice())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("requestId").asText()).isEqualTo("id-of-" + id);
              assertThat(line(entry))
                  .isEqualTo("policy iothubowner  deleteDevice failed 404 DeviceNotFound ");
            });
  }

  private HttpResponse<String> service(String method, String path, String token)
      throws IOException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .sslContext(server.trust())
            .localAddress(InetAddress.ofLiteral(ADDRESS))
            .build()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(server.endpoint("HOMEPORT_CONSOLE_URL"))
                      .resolve(path + "?api-version=2021-04-12"))
              .timeout(Duration.ofSeconds(120))
              .header("Authorization", token)
              .header("x-ms-client-request-id", "id-of-" + id)
              .header("X-Forwarded-For", "203.0.113.9")
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void whoOnlyLooksWithoutAnythingToShowIsNotRecorded() {
    String before = entries("").getFirst().path("seq").asText();

    assertThat(strangers.stranger().get("/api/v1/overview").status()).isEqualTo(401);

    assertThat(entries("").getFirst().path("seq").asText()).isEqualTo(before);
  }

  @Test
  void anAddressThatACallerClaimsMeansNothing() throws Exception {
    service("DELETE", "/devices/" + id, "SharedAccessSignature sr=a&sig=YQ==&se=9&skn=x");

    assertThat(ofDevice())
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("address").asText()).isEqualTo(ADDRESS));
  }
}
