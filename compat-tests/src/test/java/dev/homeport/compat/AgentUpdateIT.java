package dev.homeport.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The reference agent, on the public SDK and under its launcher, updates its own jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
final class AgentUpdateIT {

  private static final String ID = "self-updating";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private KeyPair keys;
  private Path folder;
  private TwinClient twins;
  private DirectMethodsClient methods;
  private FirmwareServer firmware;
  private AgentProcess agent;
  private String connection;

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path root) throws Exception {
    folder = root;
    HomeportServer server = HomeportServer.shared();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    twins = new TwinClient(hub);
    methods = new DirectMethodsClient(hub);
    Device device = new RegistryClient(hub).addDevice(new Device(ID));
    connection =
        hub.replaceFirst(";.*", "")
            + ";DeviceId="
            + ID
            + ";SharedAccessKey="
            + device.getPrimaryKey();
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
    firmware = new FirmwareServer(folder);
    Files.writeString(
        folder.resolve("trusted.pem"),
        Files.readString(Path.of(server.endpoint("HOMEPORT_CA_FILE"))) + firmware.certificate());
    startAgent();
    await().atMost(LIMIT).until(() -> reported("firmware", "version") != null);
  }

  private void startAgent() throws Exception {
    agent =
        AgentProcess.start(
            connection, folder, folder.resolve("trusted.pem"), folder.resolve("key.pem"));
  }

  @AfterAll
  void stop() {
    if (agent != null) {
      agent.close();
    }
    if (firmware != null) {
      firmware.close();
    }
  }

  private @Nullable Object reported(String property, String member) throws Exception {
    return twins.get(ID).getReportedProperties().get(property) instanceof Map<?, ?> value
        ? value.get(member)
        : null;
  }

  /** What a hub orders; {@code build} is what was signed, {@code served} what comes. */
  private Map<String, Object> order(
      String deploymentId, String version, byte[] build, byte[] served) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(build));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("manifestVersion", 1);
    manifest.put("name", "agent");
    manifest.put("version", version);
    manifest.put("sha256", sha256);
    manifest.put("size", build.length);
    manifest.put("models", List.of("TX-100"));
    manifest.put("minimumVersion", null);
    manifest.put("hardwareRevisions", List.of());
    String text = new ObjectMapper().writeValueAsString(manifest);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(UTF_8));
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("deploymentId", deploymentId);
    order.put("version", version);
    order.put("url", firmware.serve(deploymentId, served));
    order.put("sha256", sha256);
    order.put("size", build.length);
    order.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    order.put("manifest", text);
    return order;
  }

  private int startUpdate(Map<String, Object> order) throws Exception {
    return methods
        .invoke(
            ID,
            "startUpdate",
            DirectMethodRequestOptions.builder()
                .payload(order)
                .methodConnectTimeoutSeconds(60)
                .methodResponseTimeoutSeconds(60)
                .build())
        .getStatus();
  }

  private void awaitEnd(
      String deploymentId, String status, @Nullable String reason, String firmwareVersion) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(reported("firmwareUpdate", "deploymentId")).isEqualTo(deploymentId);
              assertThat(reported("firmwareUpdate", "status")).isEqualTo(status);
              assertThat(reported("firmwareUpdate", "reason")).isEqualTo(reason);
              assertThat(reported("firmwareUpdate", "step")).isNull();
              assertThat(reported("firmware", "version")).isEqualTo(firmwareVersion);
            });
  }

  @Test
  @Order(1)
  void updatesItselfThoughItIsKilledInTheMiddleOfTheDownload() throws Exception {
    byte[] build = AgentProcess.build(folder, "2.0.0", null);
    CountDownLatch halfWay = firmware.stallHalfWay();

    assertThat(startUpdate(order("d1", "2.0.0", build, build))).isEqualTo(202);
    assertThat(halfWay.await(120, TimeUnit.SECONDS)).isTrue();
    File arrived = folder.resolve("state/slots/b/agent.jar").toFile();
    await().atMost(LIMIT).until(() -> arrived.length() >= build.length / 2);
    agent.killAgent();

    awaitEnd("d1", "Completed", null, "2.0.0");
    assertThat(firmware.ranges().getLast()).isEqualTo("bytes=" + build.length / 2 + "-");
    assertThat(folder.resolve("state/slots/b/agent.jar")).hasBinaryContent(build);
    assertThat(folder.resolve("state/boot")).hasContent("b steady");
    assertThat(startUpdate(order("d1", "2.0.0", build, build))).isEqualTo(200);
  }

  @Test
  @Order(2)
  void fallsBackFromABuildThatCrashes() throws Exception {
    byte[] build = AgentProcess.build(folder, "3.0.0", "dev.homeport.agent.Missing");

    startUpdate(order("d2", "3.0.0", build, build));

    awaitEnd("d2", "Failed", "HealthCheckFailed", "2.0.0");
    assertThat(reported("firmwareUpdate", "message")).isEqualTo("it ended with code 1");
    assertThat(folder.resolve("state/boot")).hasContent("b steady");
  }

  @Test
  @Order(3)
  void installsNoTamperedFirmware() throws Exception {
    byte[] build = AgentProcess.build(folder, "4.0.0", null);
    byte[] tampered = build.clone();
    tampered[build.length / 2] ^= 1;

    startUpdate(order("d3", "4.0.0", build, tampered));

    awaitEnd("d3", "Failed", "HashMismatch", "2.0.0");
  }

  @Test
  @Order(4)
  void installsNothingThatSomebodyElseSigned() throws Exception {
    byte[] build = AgentProcess.build(folder, "4.0.0", null);
    Map<String, Object> order = order("d4", "4.0.0", build, build);
    order.put("manifest", order.get("manifest") + " ");

    startUpdate(order);

    awaitEnd("d4", "Failed", "SignatureInvalid", "2.0.0");
  }

  @Test
  @Order(5)
  void catchesUpWithAWishThatCameWhileItWasAway() throws Exception {
    agent.stop();
    byte[] build = AgentProcess.build(folder, "5.0.0", null);
    Twin wish = new Twin(ID);
    wish.getDesiredProperties().put("firmware", order("d5", "5.0.0", build, build));
    twins.patch(wish);

    startAgent();

    awaitEnd("d5", "Completed", null, "5.0.0");
    assertThat(folder.resolve("state/boot")).hasContent("a steady");
    assertThat(agent.isAlive()).isTrue();
  }
}
