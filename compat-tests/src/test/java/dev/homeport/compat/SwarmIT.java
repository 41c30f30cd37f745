package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred light devices in one process, and one on the SDK, against one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SwarmIT {

  private static final int COUNT = 200;
  private static final String ALL_CONNECTED = COUNT + " of " + COUNT + " connected";
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private HomeportServer server;
  private RegistryClient registry;
  private TwinClient twins;
  private DirectMethodsClient methods;
  private FleetProcess fleet;
  private Path logs;

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    logs = data;
    Awaitility.setDefaultTimeout(LIMIT);
    server = new HomeportServer(data).start();
    server.trustByDefault();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    registry = new RegistryClient(hub);
    twins = new TwinClient(hub);
    methods = new DirectMethodsClient(hub);
    fleet = startFleet(logs.resolve("fleet.log"));
    await().until(() -> fleet.output().contains(ALL_CONNECTED));
  }

  @AfterAll
  void stop() {
    if (fleet != null) {
      fleet.close();
    }
    Awaitility.reset();
    server.close();
  }

  private FleetProcess startFleet(Path output) throws Exception {
    return FleetProcess.start(
        server,
        output,
        "--light",
        "--count=" + COUNT,
        "--prefix=light-",
        "--model=TX-9",
        "--interval=2");
  }

  private static List<String> deviceIds() {
    return IntStream.rangeClosed(1, COUNT).mapToObj("light-%02d"::formatted).toList();
  }

  private Set<String> heardFrom() {
    return Telemetry.all(server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), Map.of()).stream()
        .map(ConsumerRecord::key)
        .collect(Collectors.toSet());
  }

  private Map<String, Object> reported(String deviceId) throws Exception {
    return twins.get(deviceId).getReportedProperties();
  }

  private int call(String deviceId, String method, @Nullable Object payload) throws Exception {
    DirectMethodResponse answer =
        methods.invoke(
            deviceId,
            method,
            DirectMethodRequestOptions.builder()
                .payload(payload)
                .methodConnectTimeoutSeconds(30)
                .methodResponseTimeoutSeconds(60)
                .build());
    return answer.getStatus();
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : -1;
  }

  @Test
  void telemetryOfAllIsFoundInKafka() {
    await().untilAsserted(() -> assertThat(heardFrom()).containsAll(deviceIds()));
  }

  @Test
  void aDeviceAnswersAMethodAndReportsWhatItChanged() throws Exception {
    assertThat(call("light-07", "setTelemetryInterval", Map.of("seconds", 33))).isEqualTo(200);
    await().until(() -> number(reported("light-07").get("telemetryInterval")) == 33);
    assertThat(reported("light-07")).containsEntry("model", "TX-9");

    assertThat(call("light-07", "factoryReset", null)).isEqualTo(200);
    await().until(() -> number(reported("light-07").get("telemetryInterval")) == 2);

    assertThat(call("light-07", "dance", null)).isEqualTo(404);
  }

  @Test
  void aDeviceReactsToADesiredChange() throws Exception {
    Twin wish = new Twin("light-08");
    wish.getDesiredProperties().put("telemetryInterval", 44);

    twins.patch(wish);

    await().until(() -> number(reported("light-08").get("telemetryInterval")) == 44);
  }

  @Test
  void aRebootReallyDisconnects() throws Exception {
    assertThat(isConnected("light-09")).isTrue();
    People.Window admin = People.admin(server);
    Instant before = Instant.now();

    assertThat(call("light-09", "reboot", null)).isEqualTo(200);

    await()
        .untilAsserted(
            () ->
                assertThat(connectionsSince(admin, "light-09", before))
                    .containsExactly("connected", "disconnected"));
    assertThat(isConnected("light-09")).isTrue();
  }

  /** What the time line tells of a device's connections, the newest first. */
  private static List<String> connectionsSince(
      People.Window admin, String deviceId, Instant begin) {
    return admin
        .get("/api/v1/devices/" + deviceId + "/timeline?kind=connection")
        .body()
        .path("items")
        .valueStream()
        .filter(item -> Instant.parse(item.path("time").asText()).isAfter(begin))
        .map(item -> item.path("type").asText())
        .toList();
  }

  @Test
  void aDeviceOnTheSdkRebootsOnceAndStays() throws Exception {
    try (FleetProcess sdk =
        FleetProcess.start(server, logs.resolve("sdk.log"), "--count", "1", "--prefix", "heavy-")) {
      await().until(() -> count(sdk.output(), "heavy-01 connected") == 1);

      assertThat(call("heavy-01", "reboot", null)).isEqualTo(200);

      await().until(() -> count(sdk.output(), "heavy-01 connected") == 2);
      // A lost connection is opened again after three seconds.
      await()
          .during(Duration.ofSeconds(7))
          .until(() -> count(sdk.output(), "heavy-01 connected") == 2 && isConnected("heavy-01"));
    }
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  private boolean isConnected(String deviceId) throws Exception {
    return twins.get(deviceId).getConnectionState().equalsIgnoreCase("Connected");
  }

  @Test
  void aStoppedFleetIsDisconnectedAndComesBackWithTheSameKeys() throws Exception {
    String key = registry.getDevice("light-200").getPrimaryKey();

    fleet.stop();

    assertThat(fleet.output()).contains(" 0 of " + COUNT + " connected");
    await().until(() -> !isConnected("light-200") && !isConnected("light-01"));

    fleet = startFleet(logs.resolve("again.log"));
    await().until(() -> fleet.output().contains(ALL_CONNECTED));
    assertThat(registry.getDevice("light-200").getPrimaryKey()).isEqualTo(key);
  }
}
