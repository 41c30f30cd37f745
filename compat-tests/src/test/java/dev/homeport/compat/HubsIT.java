package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Hubs that are added and removed while the server runs. */
@Order(1)
final class HubsIT {

  /** How long the data of a hub that was removed may take to go. */
  private static final Duration REMOVAL = Duration.ofSeconds(120);

  /** How long it may take until somebody who looks is told. */
  private static final Duration LIVE = Duration.ofSeconds(60);

  private final Hub main = new Hub();
  private final People.Window admin =
      new People(main.server)
          .signIn(
              main.server.endpoint("HOMEPORT_ADMIN_USER"),
              main.server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  /**
   * A new hub.
   *
   * @param host an address of the loopback, so that the SDKs find it without DNS
   */
  private String hub(String name, String host) {
    People.Answer made =
        admin.send(
            "POST",
            "/api/v1/hubs",
            People.json(Map.of("name", name, "hostNames", List.of(host), "weight", 3)));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return owner(name);
  }

  private String owner(String hub) {
    return admin
        .get("/api/v1/hubs/" + hub + "/policies/iothubowner/keys")
        .body()
        .path("connectionString")
        .asText();
  }

  private void remove(String hub) {
    assertThat(admin.send("DELETE", "/api/v1/hubs/" + hub + "?confirm=" + hub, "").status())
        .isEqualTo(204);
  }

  /** A hub of a name whose data is still being removed. */
  private void makeAgain(String name, String host) {
    String again = People.json(Map.of("name", name, "hostNames", List.of(host)));
    await()
        .atMost(REMOVAL)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> admin.send("POST", "/api/v1/hubs", again).status() == 201);
  }

  private DeviceClient client(Device device, String host, IotHubClientProtocol protocol) {
    return new DeviceClient(
        "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
            .formatted(host, device.getDeviceId(), device.getPrimaryKey()),
        protocol,
        ClientOptions.builder().sslContext(main.server.trust()).build());
  }

  @Test
  void aHubThatIsAddedHasARegistryTwinsQueriesAndTelemetryOfItsOwn() throws Exception {
    String name = Hub.fresh("added");
    String connection = hub(name, "127.0.0.21");
    RegistryClient registry = new RegistryClient(connection);
    Device device = registry.addDevice(new Device("only-here"));
    Twin wish = new Twin("only-here");
    wish.getTags().put("floor", 3);
    new TwinClient(connection).patch(wish);

    for (IotHubClientProtocol protocol :
        List.of(
            IotHubClientProtocol.MQTT, IotHubClientProtocol.MQTT_WS, IotHubClientProtocol.HTTPS)) {
      DeviceClient client = client(device, "127.0.0.21", protocol);
      client.open(true);
      client.sendEvent(new Message("{\"level\": 7}"));
      client.close();
    }

    var found =
        new QueryClient(connection).queryTwins("SELECT * FROM devices WHERE tags.floor = 3");
    assertThat(found.next().getDeviceId()).isEqualTo("only-here");
    assertThatThrownBy(() -> main.registry.getDevice("only-here"))
        .isInstanceOf(IotHubNotFoundException.class);
    assertThat(Telemetry.ofHub(main.server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), name, "only-here"))
        .hasSize(3);
    JsonNode listed = admin.get("/api/v1/hubs/" + name).body();
    assertThat(listed.path("devices").path("total").asInt()).isEqualTo(1);
    assertThat(listed.path("weight").asInt()).isEqualTo(3);
    remove(name);
  }

  @Test
  void peopleChooseTheHubThatTheyLookAt() {
    String name = Hub.fresh("chosen");
    hub(name, "127.0.0.29");
    String at = "?hub=" + name;

    expect(201, admin, "POST", "/api/v1/devices" + at, "{\"deviceId\":\"chosen-1\"}");
    expect(200, admin, "PATCH", "/api/v1/devices/chosen-1/twin" + at, "{\"tags\":{\"floor\":4}}");
    expect(200, admin, "PUT", "/api/v1/groups/up" + at, "{\"condition\":\"tags.floor > 3\"}");

    assertThat(admin.get("/api/v1/devices" + at).body().path("total").asInt()).isEqualTo(1);
    assertThat(admin.get("/api/v1/groups/up/devices" + at).body().path("total").asInt())
        .isEqualTo(1);
    JsonNode credentials = admin.get("/api/v1/devices/chosen-1/credentials" + at).body();
    assertThat(credentials.toString()).contains("HostName=127.0.0.29;");
    expect(404, admin, "GET", "/api/v1/devices/chosen-1", "");
    expect(404, admin, "GET", "/api/v1/groups/up", "");
    assertThat(entries("createDevice", name))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("outcome").asText()).isEqualTo("succeeded"));
    remove(name);
  }

  @Test
  void alertsAndReportsAreOfTheHubThatIsAskedFor() throws Exception {
    String name = Hub.fresh("watched");
    hub(name, "127.0.0.27");
    String at = "?hub=" + name;
    String rule = "/api/v1/alert-rules/" + name;

    expect(201, admin, "POST", "/api/v1/devices" + at, "{\"deviceId\":\"watched-1\"}");
    expect(200, admin, "PUT", rule + at, "{\"kind\":\"offline\",\"severity\":\"warning\"}");

    assertThat(admin.get("/api/v1/alert-rules" + at).body().toString()).contains(name);
    assertThat(admin.get("/api/v1/alert-rules").body().toString()).doesNotContain(name);
    expect(200, admin, "GET", "/api/v1/alerts" + at, "");
    assertThat(admin.get("/api/v1/reports/inventory" + at).body().toString()).contains("watched-1");
    assertThat(
            ReportIT.text(
                    ReportIT.download(main.server, "Cookie", admin.value(), "inventory.csv" + at))
                .lines())
        .hasSize(2)
        .last(STRING)
        .startsWith("watched-1,");
    assertThat(admin.get("/api/v1/reports/inventory").body().toString())
        .doesNotContain("watched-1");
    remove(name);
  }

  @Test
  void devicesAreUpdatedFromTheLibraryOfTheirHubAndMainSeesNothingOfIt() throws Exception {
    String name = Hub.fresh("updated");
    String host = "127.0.0.43";
    String connection = hub(name, host);
    byte[] content = new byte[250_000];
    new Random(7).nextBytes(content);
    HttpClient http = HttpClient.newBuilder().sslContext(main.server.trust()).build();
    Rollouts rollouts = new Rollouts(main.server, name, connection);
    Device device = new RegistryClient(connection).addDevice(new Device(name));
    Device namesake = main.add(new Device(name));

    String firmware = rollouts.upload(name, "1.1.0", content);
    Map<String, ?> target = Map.of("devices", List.of(name));
    String url;
    String deployment;
    try (UpdatingDevice updated = new UpdatingDevice(main, http, Hub.login(device, host), "1.0.0");
        UpdatingDevice left = new UpdatingDevice(main, http, Hub.login(namesake), "1.0.0")) {
      deployment = rollouts.deploy(name, firmware, target, Map.of());
      awaitCompleted(rollouts, deployment);
      assertThat(updated.version()).isEqualTo("1.1.0");
      url = Objects.requireNonNull(updated.lastUrl());
      assertThat(url).startsWith("https://" + host + "/blob-firmware/");
      assertThat(left.version()).isEqualTo("1.0.0");
      assertThat(left.lastUrl()).isNull();
    }

    String at = "?hub=" + name;
    for (String path :
        List.of("/api/v1/firmware/" + firmware, "/api/v1/deployments/" + deployment)) {
      expect(200, admin, "GET", path + at, "");
      expect(404, admin, "GET", path, "");
    }
    for (String path : List.of("/api/v1/firmware", "/api/v1/deployments")) {
      assertThat(admin.get(path).body().toString()).doesNotContain(name);
    }
    String again = People.json(Map.of("name", name, "firmwareId", firmware, "target", target));
    expect(404, admin, "POST", "/api/v1/deployments", again);
    expect(404, admin, "POST", "/api/v1/deployments/preview", again);
    String updates = "/api/v1/devices/" + name + "/updates";
    assertThat(admin.get(updates + at).body().path("total").asInt()).isEqualTo(1);
    assertThat(admin.get(updates).body().path("total").asInt()).isZero();
    assertThat(entries("createDeployment", name)).hasSize(1);

    remove(name);
    makeAgain(name, host);
    assertThat(admin.get("/api/v1/firmware" + at).body().path("items").size()).isZero();
    assertThat(admin.get("/api/v1/deployments" + at).body().path("total").asInt()).isZero();
    HttpRequest download = HttpRequest.newBuilder(URI.create(url)).build();
    assertThat(http.send(download, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(403);
    remove(name);
  }

  private static void awaitCompleted(Rollouts rollouts, String deployment) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> rollouts.status(deployment), "completed"::equals);
  }

  @Test
  void whatADeviceSaysOfItsUpdateInTelemetryCountsInItsHub() throws Exception {
    String name = Hub.fresh("telling");
    String host = "127.0.0.44";
    String connection = hub(name, host);
    Rollouts rollouts = new Rollouts(main.server, name, connection);
    Device device = new RegistryClient(connection).addDevice(new Device(name));
    String firmware = rollouts.upload(name, "1.1.0", new byte[1_000]);

    String deployment =
        rollouts.deploy(
            name, firmware, Map.of("devices", List.of(name)), Map.of("delivery", "twin"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                new TwinClient(connection)
                    .get(name)
                    .getDesiredProperties()
                    .containsKey("firmware"));
    DeviceClient client = client(device, host, IotHubClientProtocol.HTTPS);
    client.open(false);
    client.sendEvent(
        new Message(
            "{\"firmwareUpdate\":{\"deploymentId\":\"%s\",\"version\":\"1.1.0\",\"status\":\"Completed\"}}"
                .formatted(deployment)));
    client.close();

    awaitCompleted(rollouts, deployment);
    assertThat(rollouts.count(deployment, "Completed")).isEqualTo(1);
    remove(name);
  }

  @Test
  void policiesAndTokensOfOneHubChangeNoFirmwareOfAnotherNorTheKeyOfAll() throws Exception {
    String name = Hub.fresh("apart");
    String connection = hub(name, "127.0.0.45");
    String at = "?hub=" + name;
    People.Window program = program(name);
    HttpClient http = HttpClient.newBuilder().sslContext(main.server.trust()).build();
    String owner = Hub.policyToken(connection);
    String key = "/api/v1/firmware/signing-key";

    expect(200, program, "GET", "/api/v1/firmware" + at, "");
    expect(200, program, "GET", "/api/v1/deployments" + at, "");
    expect(200, program, "GET", key + at, "");
    expect(403, program, "GET", "/api/v1/firmware", "");
    expect(403, program, "GET", "/api/v1/deployments", "");
    String own = People.json(Map.of("privateKey", "any"));
    expect(403, program, "PUT", key + at, own);
    expect(403, program, "PUT", key, own);
    expect(400, admin, "PUT", key + at, own);
    assertThat(status(http, owner, "GET", "/api/v1/firmware" + at)).isEqualTo(200);
    assertThat(status(http, owner, "GET", "/api/v1/firmware")).isEqualTo(401);
    assertThat(status(http, main.ownerToken(), "GET", "/api/v1/firmware" + at)).isEqualTo(401);
    assertThat(status(http, main.ownerToken(), "GET", "/api/v1/alerts" + at)).isEqualTo(401);
    HttpResponse<String> refused =
        Hub.send(
            http,
            owner,
            "PUT",
            key + at,
            own.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
    assertThat(refused.statusCode()).isEqualTo(403);
    remove(name);
  }

  private static int status(HttpClient http, String token, String method, String path) {
    return Hub.send(http, token, method, path, new byte[0]).statusCode();
  }

  @Test
  void aHubThatIsNotThereIsRefusedAndTheAuditNamesIt() {
    String name = Hub.fresh("nowhere");
    String at = "/api/v1/devices?hub=" + name;

    People.Answer refused = admin.send("POST", at, "{\"deviceId\":\"lost\"}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.body().path("detail").asText()).isEqualTo("no hub " + name);
    expect(404, admin, "GET", at, "");
    expect(400, admin, "GET", "/api/v1/devices?hub=Not%20a%20name", "");
    expect(400, admin, "GET", "/api/v1/devices?hub=", "");
    assertThat(admin.liveStatus("?hub=" + name)).isEqualTo(404);
    assertThat(admin.liveStatus("?hub=")).isEqualTo(400);
    expect(404, admin, "GET", "/api/v1/devices/lost", "");
    assertThat(entries("createDevice", name))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("status").asInt()).isEqualTo(404));
  }

  @Test
  void aTokenOfOneHubAsksNoOtherAndWhoIsLimitedToAGroupOnlyTheFirst() {
    String name = Hub.fresh("limits");
    hub(name, "127.0.0.28");
    String at = "/api/v1/devices?hub=" + name;
    People people = new People(main.server);
    People.Window program = program(name);
    expect(200, admin, "PUT", "/api/v1/groups/" + name, "{\"condition\":\"tags.floor > 3\"}");
    People.Window limited = people.person(admin, name, Map.of("role", "technician", "group", name));

    expect(200, program, "GET", at, "");
    expect(403, program, "GET", "/api/v1/devices", "");
    expect(403, program, "GET", "/api/v1/devices?hub=main", "");
    expect(200, limited, "GET", "/api/v1/groups", "");
    expect(403, limited, "GET", "/api/v1/groups?hub=" + name, "");
    expect(403, limited, "GET", "/api/v1/groups/" + name + "/devices?hub=" + name, "");
    expect(200, program, "GET", "/api/v1/overview?hub=" + name, "");
    expect(403, program, "GET", "/api/v1/overview", "");
    expect(403, limited, "GET", "/api/v1/overview?hub=" + name, "");
    assertThat(program.liveStatus("?hub=" + name)).isEqualTo(101);
    assertThat(program.liveStatus("")).isEqualTo(403);
    assertThat(program.liveStatus("?hub=main")).isEqualTo(403);
    assertThat(limited.liveStatus("?hub=" + name)).isEqualTo(403);
    expect(403, limited, "GET", "/api/v1/devices/any/updates?hub=" + name, "");
    remove(name);
  }

  @Test
  void whatHappensInAHubIsToldLiveToThoseWhoLookAtItAlone() throws Exception {
    String name = Hub.fresh("live");
    Device device = new RegistryClient(hub(name, "127.0.0.30")).addDevice(new Device("looked-at"));
    expect(201, admin, "POST", "/api/v1/devices", "{\"deviceId\":\"looked-at\"}");
    LiveConnection there = admin.live("?hub=" + name, "looked-at");
    LiveConnection here = admin.live("", "looked-at");
    DeviceClient client = client(device, "127.0.0.30", IotHubClientProtocol.MQTT);

    client.open(true);
    expect(200, admin, "PATCH", "/api/v1/devices/looked-at", "{\"status\":\"disabled\"}");

    told(() -> there.states("looked-at").stream().anyMatch(HubsIT::isConnected));
    told(
        () -> {
          // Again and again, as nobody is told when the subscription stands.
          client.sendEvent(new Message("{\"level\": 7}"));
          return there
              .told("telemetry")
              .flatMap(message -> message.path("items").valueStream())
              .anyMatch(item -> item.at("/body/level").asInt() == 7);
        });
    told(
        () ->
            there
                .told("overview")
                .anyMatch(
                    overview ->
                        overview.path("hub").asText().equals(name)
                            && overview.at("/devices/connected").asInt() == 1));
    told(() -> !here.states("looked-at").isEmpty());
    told(() -> here.told("overview").findAny().isPresent());
    assertThat(here.states("looked-at")).noneMatch(HubsIT::isConnected);
    assertThat(here.told("telemetry")).isEmpty();
    assertThat(here.told("overview"))
        .allMatch(overview -> overview.path("hub").asText().equals("main"));
    assertThat(there.states("looked-at"))
        .allMatch(row -> row.path("status").asText().equals("enabled"));
    client.close();

    remove(name);
    told(there::isClosed);
    here.close();
    expect(204, admin, "DELETE", "/api/v1/devices/looked-at", "");
  }

  private static boolean isConnected(JsonNode row) {
    return row.path("connectionState").asText().equals("Connected");
  }

  private static void told(Callable<Boolean> condition) {
    await().atMost(LIVE).until(condition);
  }

  /** A program with an admin's token of that hub. */
  private People.Window program(String hub) {
    return new People(main.server)
        .withToken(
            admin
                .send(
                    "POST",
                    "/api/v1/tokens",
                    People.json(Map.of("name", hub, "role", "admin", "hub", hub)))
                .body()
                .path("token")
                .asText());
  }

  private static void expect(
      int status, People.Window window, String method, String path, String body) {
    People.Answer answer = window.send(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
  }

  private List<JsonNode> entries(String action, String hub) {
    return admin
        .get("/api/v1/audit?pageSize=50&action=" + action)
        .body()
        .path("items")
        .valueStream()
        .filter(entry -> entry.path("hub").asText().equals(hub))
        .toList();
  }

  @Test
  void aHubTakesNoKeyOfAnother() throws Exception {
    String name = Hub.fresh("apart");
    String connection = hub(name, "127.0.0.22");
    String mains = main.server.endpoint("IOTHUB_CONNECTION_STRING");

    assertThatThrownBy(
            () ->
                new RegistryClient(mains.replace("HostName=127.0.0.1", "HostName=127.0.0.22"))
                    .getDevice("d"))
        .isInstanceOf(IotHubUnauthorizedException.class);
    assertThatThrownBy(
            () -> new RegistryClient(connection.replace("127.0.0.22", "127.0.0.1")).getDevice("d"))
        .isInstanceOf(IotHubUnauthorizedException.class);
    remove(name);
  }

  @Test
  void aKeyThatIsRenewedIsRefusedAtOnceAndTheOtherStays() throws Exception {
    String name = Hub.fresh("keys");
    hub(name, "127.0.0.23");
    String policies = "/api/v1/hubs/" + name + "/policies";
    assertThat(
            admin
                .send(
                    "POST",
                    policies,
                    People.json(Map.of("name", "reader", "rights", List.of("registryRead"))))
                .status())
        .isEqualTo(201);
    JsonNode before = admin.get(policies + "/reader/keys").body();
    RegistryClient primary = new RegistryClient(before.path("connectionString").asText());
    RegistryClient secondary =
        new RegistryClient(before.path("secondaryConnectionString").asText());
    assertThat(primary.getStatistics().getTotalDeviceCount()).isZero();
    assertThatThrownBy(() -> primary.addDevice(new Device("d")))
        .isInstanceOf(IotHubUnauthorizedException.class);

    JsonNode after = admin.send("POST", policies + "/reader/keys/primary", "").body();

    assertThatThrownBy(primary::getStatistics).isInstanceOf(IotHubUnauthorizedException.class);
    assertThat(secondary.getStatistics().getTotalDeviceCount()).isZero();
    assertThat(
            new RegistryClient(after.path("connectionString").asText())
                .getStatistics()
                .getTotalDeviceCount())
        .isZero();

    assertThat(admin.send("DELETE", policies + "/reader", "").status()).isEqualTo(204);
    assertThatThrownBy(secondary::getStatistics).isInstanceOf(IotHubUnauthorizedException.class);
    assertThat(admin.send("DELETE", policies + "/iothubowner", "").status()).isEqualTo(400);
    remove(name);
  }

  @Test
  void aHubWithDevicesIsRemovedOnlyWhenThatIsConfirmedAndTakesItsDataAlong() throws Exception {
    String name = Hub.fresh("gone");
    String connection = hub(name, "127.0.0.24");
    Device device = new RegistryClient(connection).addDevice(new Device("d"));
    String token = Hub.sas("127.0.0.24/devices/d", device.getPrimaryKey(), Duration.ofHours(1), "");
    Login login = Login.of("d", token).named("127.0.0.24/d/?api-version=2021-04-12");
    try (MqttSocket socket = main.connected(login)) {
      People.Answer refused = admin.send("DELETE", "/api/v1/hubs/" + name, "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("detail").asText()).contains("1 devices");
      remove(name);

      assertThat(socket.isClosedWithin(REMOVAL)).isTrue();
    }
    assertThat(admin.get("/api/v1/hubs/" + name).status()).isEqualTo(404);
    assertThatThrownBy(() -> new RegistryClient(connection).getDevice("d"))
        .isInstanceOf(IotHubUnauthorizedException.class);
    makeAgain(name, "127.0.0.24");
    assertThat(new RegistryClient(owner(name)).getStatistics().getTotalDeviceCount()).isZero();
    remove(name);
  }

  @Test
  void whatIsAnotherHubsOrNoHubsIsRefused() {
    for (Map<String, ?> wrong :
        List.of(
            Map.of("name", "UPPER", "hostNames", List.of("a.example.com")),
            Map.of("name", "no-dot", "hostNames", List.of("nodot")),
            Map.of("name", "no-host", "hostNames", List.of()),
            Map.of("name", "heavy", "hostNames", List.of("a.example.com"), "weight", 1_001),
            Map.of("name", "nothing"))) {
      assertThat(admin.send("POST", "/api/v1/hubs", People.json(wrong)).status()).isEqualTo(400);
    }
    People.Answer noNetwork =
        admin.send(
            "PATCH", "/api/v1/hubs/main", "{\"networks\":[\"192.0.2.0/24\",\"192.0.2.9/24\"]}");
    assertThat(noNetwork.status()).isEqualTo(400);
    assertThat(noNetwork.body().get("code").asText()).isEqualTo("NetworkInvalid");
    assertThat(noNetwork.body().get("detail").asText()).startsWith("192.0.2.9/24 is no network");
    for (Map<String, ?> taken :
        List.of(
            Map.of("name", "main", "hostNames", List.of("a.example.com")),
            Map.of("name", "thief", "hostNames", List.of("127.0.0.1")))) {
      assertThat(admin.send("POST", "/api/v1/hubs", People.json(taken)).status()).isEqualTo(409);
    }
    assertThat(admin.send("DELETE", "/api/v1/hubs/main?confirm=main", "").status()).isEqualTo(400);
  }
}
