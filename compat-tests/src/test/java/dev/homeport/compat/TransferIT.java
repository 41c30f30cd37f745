package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A fleet leaves a server as a file and comes back, by the command line and by HTTPS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TransferIT {

  private static final Path CLI =
      Path.of(Objects.requireNonNull(System.getProperty("homeport.node.tests")))
          .resolve("../../cli/homeport.mjs")
          .normalize();

  private Path data = Path.of("");
  private HomeportServer server;
  private RegistryClient registry;
  private TwinClient twins;

  /** What a run of the command line left behind. */
  private record Run(int code, String out, String errors) {}

  @BeforeAll
  void startServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    data = directory;
    server = new HomeportServer(directory).start();
    server.trustByDefault();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    registry = new RegistryClient(hub);
    twins = new TwinClient(hub);
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  private Run homeport(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", CLI.toString()));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(data.resolve("stdin"), input);
    Path out = data.resolve("stdout");
    Path errors = data.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    for (String name :
        List.of("IOTHUB_CONNECTION_STRING", "HOMEPORT_CONSOLE_URL", "HOMEPORT_CA_FILE")) {
      builder.environment().put(name, server.endpoint(name));
    }
    Process process = builder.start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the command line does not end");
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(errors));
  }

  private DeviceClient connect(String deviceId, String key) throws Exception {
    DeviceClient client =
        new DeviceClient(
            "HostName=127.0.0.1;DeviceId=" + deviceId + ";SharedAccessKey=" + key,
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(server.trust()).build());
    client.open(false);
    client.subscribeToDesiredProperties((_, _) -> {}, null);
    return client;
  }

  /** A device of the service's with a twin that both sides have written. */
  private Device device(String deviceId) throws Exception {
    Device device = registry.addDevice(new Device(deviceId));
    Twin wish = new Twin(deviceId);
    wish.getTags().put("site", "Zürich");
    wish.getDesiredProperties().put("interval", 30);
    wish.getDesiredProperties().put("limits", Map.of("high", 1.5, "low", 2));
    twins.patch(wish);
    DeviceClient client = connect(deviceId, device.getPrimaryKey());
    try {
      Sdk.report(client, "firmware", Map.of("version", "1.4.2"));
    } finally {
      client.close();
    }
    return device;
  }

  private static List<Object> content(Twin twin) {
    return List.of(
        twin.getTags(),
        twin.getDesiredProperties(),
        twin.getDesiredProperties().getVersion(),
        twin.getDesiredProperties().getTwinMetadata().getLastUpdated(),
        twin.getReportedProperties(),
        twin.getReportedProperties().getVersion(),
        twin.getReportedProperties().getTwinMetadata().getLastUpdated());
  }

  @Test
  void aFleetThatWasWipedComesBackWithItsKeysAndTwins() throws Exception {
    Device first = device("back-1");
    Device second = device("back-2");
    Module module = registry.addModule(new Module("back-1", "camera"));
    List<Object> before = List.of(content(twins.get("back-1")), content(twins.get("back-2")));
    Path file = data.resolve("fleet.txt");

    Run exported = homeport("", "export", "--out", file.toString());
    List<String> lines = Files.readAllLines(file);
    Run wiped = homeport("", "import", "--in", file.toString(), "--mode", "delete");

    assertThat(exported.errors()).contains(lines.size() + " lines");
    assertThat(exported.code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(wiped.code()).isZero();
    assertThatThrownBy(() -> registry.getDevice("back-1"))
        .isInstanceOf(IotHubNotFoundException.class);
    assertThat(homeport("", "export").out()).isEmpty();

    Run imported = homeport(Files.readString(file), "import");

    assertThat(imported.errors()).contains(lines.size() + " created");
    assertThat(imported.code()).isZero();
    assertThat(List.of(content(twins.get("back-1")), content(twins.get("back-2"))))
        .isEqualTo(before);
    assertThat(registry.getModule("back-1", "camera").getPrimaryKey())
        .isEqualTo(module.getPrimaryKey());
    for (Device device : List.of(first, second)) {
      DeviceClient client = connect(device.getDeviceId(), device.getSecondaryKey());
      assertThat(Sdk.twin(client).getDesiredProperties().getVersion()).isEqualTo(2);
      client.close();
    }
  }

  @Test
  void linesThatFailAreReportedAndTheOthersAreDone() throws Exception {
    Path report = data.resolve("report.txt");
    String lines =
        """
        {"id":"odd-1"}
        {"id":"odd-2","authentication":{"symmetricKey":{"primaryKey":"1","secondaryKey":"2"}}}
        {"id":"odd-1"}
        {"id":"odd-3"
        """;

    Run run = homeport(lines, "import", "--mode=create", "--report", report.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.errors())
        .contains("line 2: odd-2: primaryKey is base64")
        .contains("line 3: odd-1: ")
        .contains("line 4: not JSON")
        .contains("4 lines: 1 created, 3 failed");
    assertThat(Files.readAllLines(report))
        .satisfiesExactly(
            two -> assertThat(two).contains("\"line\":2", "\"code\":\"ArgumentInvalid\""),
            three -> assertThat(three).contains("\"line\":3", "DeviceDefinedMultipleTimes"),
            four -> assertThat(four).contains("\"line\":4", "IotHubFormatError"));
    assertThat(registry.getDevice("odd-1").getStatus()).isEqualTo(DeviceStatus.Enabled);
    assertThat(homeport("", "import", "--mode", "upsert").code()).isEqualTo(1);
    assertThat(homeport("", "export", "--nonsense").code()).isEqualTo(2);
  }

  @Test
  void anImportThatDisablesADeviceDisconnectsIt() throws Exception {
    Device device = registry.addDevice(new Device("connected"));
    try (MqttSocket socket = MqttSocket.open(server.trust())) {
      assertThat(socket.connect(Hub.login(device)).returnCode()).isZero();
      Run run = homeport("{\"id\":\"connected\",\"status\":\"disabled\"}\n", "import");

      assertThat(run.code()).as(run.errors()).isZero();
      assertThat(socket.isClosedWithin(Duration.ofSeconds(120))).isTrue();
    }
    assertThat(registry.getDevice("connected").getStatus()).isEqualTo(DeviceStatus.Disabled);
  }

  @Test
  void aPersonMayDoItWithASessionAndNobodyWithoutCredentials() throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(server.trust()).build();
    String session = signIn(http);

    assertThat(send(http, request("export")).statusCode()).isEqualTo(401);
    assertThat(send(http, request("export").header("Cookie", session)).statusCode()).isEqualTo(200);
    assertThat(
            send(http, request("import").header("Cookie", session).POST(body("{\"id\":\"p\"}")))
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> done =
        send(
            http,
            request("import")
                .header("Cookie", session)
                .header("X-Homeport-Request", "1")
                .POST(body("{\"id\":\"person\"}\n")));

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body().lines().toList().getLast())
        .startsWith("{\"type\":\"done\",\"lines\":1,\"created\":1,");
    assertThat(registry.getDevice("person").getDeviceId()).isEqualTo("person");
    assertThat(
            send(
                    http,
                    request("import?mode=upsert")
                        .header("Cookie", session)
                        .header("X-Homeport-Request", "1")
                        .POST(body("")))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void anExportIsWholeOrBreaksOffWhenTheDatabaseDies() throws Exception {
    int count = 20_000;
    String fleet =
        IntStream.range(0, count)
            .mapToObj(
                i -> "{\"id\":\"many-%d\",\"tags\":{\"n\":\"%s\"}}\n".formatted(i, "x".repeat(800)))
            .collect(Collectors.joining());
    assertThat(homeport(fleet, "import").code()).isZero();
    HttpClient http = HttpClient.newBuilder().sslContext(server.trust()).build();
    HttpRequest request = request("export").header("Cookie", signIn(http)).build();

    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    server.killEngine("postgres");

    long expected = answer.headers().firstValueAsLong("Homeport-Count").orElseThrow();
    assertThat(expected).isGreaterThanOrEqualTo(count);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.lines().count()).isEqualTo(expected);
    } catch (UncheckedIOException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class); // broken off, and seen to be
    }
    await()
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions()
        .until(() -> registry.getDevice("many-0").getDeviceId().equals("many-0"));
    assertThat(homeport(fleet, "import", "--mode", "delete").code()).isZero();
  }

  @Test
  void otherCallsStillRefuseALongBody() throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(server.trust()).build();
    String long3 = "{\"a\":\"" + "x".repeat(3 << 20) + "\"}";

    HttpResponse<String> answer =
        send(
            http,
            HttpRequest.newBuilder(URI.create("https://127.0.0.1/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(body(long3)));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private String signIn(HttpClient http) throws Exception {
    HttpResponse<String> answer =
        send(
            http,
            HttpRequest.newBuilder(URI.create("https://127.0.0.1/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(
                    body(
                        "{\"userName\":\"%s\",\"password\":\"%s\"}"
                            .formatted(
                                server.endpoint("HOMEPORT_ADMIN_USER"),
                                server.endpoint("HOMEPORT_ADMIN_PASSWORD")))));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private static HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(
        URI.create("https://127.0.0.1/api/v1/hubs/main/registry/" + what));
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
