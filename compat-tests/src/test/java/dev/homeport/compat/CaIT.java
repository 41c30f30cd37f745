package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.auth.AuthenticationType;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices that prove themselves by a certificate that an authority of the hub signed. */
@Order(1)
final class CaIT {

  private static final String CERTIFICATES = "/api/v1/hubs/main/certificates";

  private final Hub hub = new Hub();
  private final People people = new People(hub.server);
  private final People.Window admin =
      people.signIn(
          hub.server.endpoint("HOMEPORT_ADMIN_USER"),
          hub.server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  private Authority root(String algorithm) {
    return Authority.root(algorithm, Hub.fresh("root"));
  }

  private People.Answer upload(Authority authority, boolean verified) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("name", authority.name());
    wanted.put("certificate", authority.pem());
    wanted.put("verified", verified);
    return admin.send("POST", CERTIFICATES, People.json(wanted));
  }

  private Authority trusted(Authority authority) {
    assertThat(upload(authority, true).status()).isEqualTo(201);
    return authority;
  }

  private String device() {
    return hub.add(new Device(Hub.fresh("ca"), AuthenticationType.CERTIFICATE_AUTHORITY))
        .getDeviceId();
  }

  static Stream<Arguments> algorithmsAndProtocols() {
    return Stream.of(
            IotHubClientProtocol.MQTT, IotHubClientProtocol.MQTT_WS, IotHubClientProtocol.HTTPS)
        .flatMap(
            protocol -> Stream.of(Arguments.of(protocol, "RSA"), Arguments.of(protocol, "EC")));
  }

  @ParameterizedTest
  @MethodSource("algorithmsAndProtocols")
  void theJavaSdkSendsTelemetryByAChainThroughAnIntermediate(
      IotHubClientProtocol protocol, String algorithm) throws Exception {
    Authority intermediate = trusted(root(algorithm)).intermediate("intermediate");
    String deviceId = device();
    DeviceClient client =
        new DeviceClient(
            "HostName=%s;DeviceId=%s;x509=true".formatted(Hub.HOST, deviceId),
            protocol,
            ClientOptions.builder().sslContext(showing(intermediate.device(deviceId))).build());
    client.open(false);
    try {
      client.sendEvent(new Message("signed by an authority"));
    } finally {
      client.close();
    }

    var records = hub.telemetry(deviceId);

    assertThat(records).hasSize(1);
    assertThat(Telemetry.header(records.getFirst(), "iothub-connection-auth-method"))
        .contains("\"type\":\"x509Certificate\"");
  }

  @Test
  void theNodeSdkSendsTelemetryByAChainThroughAnIntermediate(@TempDir Path folder)
      throws IOException, InterruptedException {
    for (String algorithm : new String[] {"RSA", "EC"}) {
      Authority intermediate = trusted(root(algorithm)).intermediate("intermediate");
      for (String protocol : new String[] {"mqtt", "mqtt-ws", "http"}) {
        String deviceId = device();
        Path files = Files.createDirectory(folder.resolve(protocol + "-" + deviceId));
        Authority shown = intermediate.device(deviceId);
        Files.writeString(files.resolve("device"), deviceId);
        Files.writeString(files.resolve("chain.pem"), shown.chainPem());
        Files.writeString(files.resolve("key.pem"), shown.keyPem());
      }
    }
    new NodeSuite(hub.server)
        .run("certificates", "node", "certificates.test.mjs", folder.toString());

    try (Stream<Path> devices = Files.list(folder)) {
      for (Path files : devices.toList()) {
        assertThat(hub.telemetry(Files.readString(files.resolve("device")))).hasSize(1);
      }
    }
  }

  @Test
  void anAuthorityCountsOnceItsPossessionIsProved() {
    Authority root = root("EC");
    String deviceId = device();
    Authority shown = root.device(deviceId);
    String path = CERTIFICATES + "/" + root.name();
    assertThat(upload(root, false).body().path("verified").asBoolean()).isFalse();
    assertAnswers(shown, deviceId, false);

    String code =
        admin
            .send("POST", path + "/verification-code", "")
            .body()
            .path("verificationCode")
            .asText();
    People.Answer wrong = prove(path, root.device("not the code"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().path("detail").asText()).contains(code);
    assertAnswers(shown, deviceId, false);

    assertThat(prove(path, root.device(code)).body().path("verified").asBoolean()).isTrue();
    assertAnswers(shown, deviceId, true);
  }

  private People.Answer prove(String path, Authority proof) {
    return admin.send("POST", path + "/verify", People.json(Map.of("certificate", proof.pem())));
  }

  @Test
  void anAuthorityThatIsDisabledOrRemovedCountsNoLonger() {
    Authority root = trusted(root("EC"));
    String deviceId = device();
    Authority shown = root.intermediate("intermediate").device(deviceId);
    String path = CERTIFICATES + "/" + root.name();
    assertAnswers(shown, deviceId, true);

    admin.send("PATCH", path, "{\"enabled\":false}");
    assertAnswers(shown, deviceId, false);

    admin.send("PATCH", path, "{\"enabled\":true}");
    assertAnswers(shown, deviceId, true);

    assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
    assertAnswers(shown, deviceId, false);
  }

  @Test
  void anIntermediateMayBeWhatTheHubTrusts() {
    Authority intermediate = trusted(root("RSA").intermediate(Hub.fresh("intermediate")));
    String deviceId = device();

    assertAnswers(intermediate.device(deviceId), deviceId, true);
  }

  @Test
  void aCertificateThatIsExpiredOrOfAnotherNameOrIssuerIsRefused() {
    Authority root = trusted(root("EC"));
    String deviceId = device();

    assertAnswers(root.device(deviceId), deviceId, true);
    assertAnswers(root.expiredDevice(deviceId), deviceId, false);
    assertAnswers(root.device(device()), deviceId, false);
    assertAnswers(root("EC").device(deviceId), deviceId, false);
    assertAnswers(Authority.root("EC", root.name()).device(deviceId), deviceId, false);
  }

  @Test
  void aChainIsNoUseToADeviceWithAnotherAuthentication() {
    Authority root = trusted(root("EC"));
    String deviceId = hub.device("sas-with-chain").getDeviceId();

    assertAnswers(root.device(deviceId), deviceId, false);
  }

  @Test
  void aModuleIsNamedByItsDeviceAndItself() throws Exception {
    Authority root = trusted(root("EC"));
    String deviceId = device();
    Module module = new Module(deviceId, "m", AuthenticationType.CERTIFICATE_AUTHORITY);
    hub.registry.addModule(module);

    assertThat(returnCode(root.device(deviceId + "/m"), deviceId + "/m")).isZero();
    assertThat(returnCode(root.device(deviceId), deviceId + "/m")).isEqualTo(5);
  }

  @Test
  void theAuditLogTellsWhoTookUpAnAuthority() {
    Authority root = trusted(root("EC"));

    People.Answer found = admin.get("/api/v1/audit?action=addCertificate&text=" + root.name());

    assertThat(found.body().path("items").path(0).path("detail").asText())
        .isEqualTo("name=" + root.name() + ", verified=true");
  }

  /** Over MQTT and HTTPS. */
  private void assertAnswers(Authority shown, String deviceId, boolean accepted) {
    assertThat(returnCode(shown, deviceId)).isEqualTo(accepted ? 0 : 5);
    assertThat(httpStatus(shown, deviceId)).isEqualTo(accepted ? 204 : 401);
  }

  private SSLContext showing(Authority shown) {
    return hub.server.trust(shown.keyManagers());
  }

  private int returnCode(Authority shown, String clientId) {
    try (MqttSocket socket = MqttSocket.open(showing(shown))) {
      return socket.connect(Login.of(clientId, null)).returnCode();
    }
  }

  private int httpStatus(Authority shown, String deviceId) {
    try (HttpClient http = HttpClient.newBuilder().sslContext(showing(shown)).build()) {
      return Hub.send(
              http,
              "",
              "POST",
              "/devices/" + deviceId + "/messages/events",
              "x".getBytes(StandardCharsets.UTF_8))
          .statusCode();
    }
  }
}
