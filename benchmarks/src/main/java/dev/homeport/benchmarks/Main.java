package dev.homeport.benchmarks;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.HubRegistry;
import dev.homeport.agent.SharedAccessToken;
import dev.homeport.agent.TrustedAuthority;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the load generator. */
@Command(
    name = "homeport-benchmarks",
    mixinStandardHelpOptions = true,
    subcommands = {Main.Echo.class, Main.Suite.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** The ceiling. */
  @Command(
      name = "echo",
      description = "Serves MQTT on a port and acknowledges everything at once.")
  static final class Echo implements Callable<Integer> {
    @Option(names = "--port", required = true)
    int port;

    @Override
    public Integer call() {
      try (EchoServer echo = new EchoServer(port)) {
        echo.await();
      }
      return 0;
    }
  }

  /** The table. */
  @Command(name = "suite", description = "Measures a started hub against the bare echo.")
  static final class Suite implements Callable<Integer> {

    private static final int WINDOW = 50;
    private static final int BODY_BYTES = 100;
    private static final String BEGIN = "<!-- bench:begin -->";
    private static final String END = "<!-- bench:end -->";

    @Option(names = "--hub-connection-string", defaultValue = "${env:IOTHUB_CONNECTION_STRING}")
    String hubConnectionString = "";

    @Option(names = "--ca-file", defaultValue = "${env:HOMEPORT_CA_FILE}")
    Path caFile = Path.of("ca.pem");

    @Option(names = "--mqtts-port")
    int mqttsPort = 8883;

    @Option(names = "--mqtt-port", description = "the port without TLS; 0: not open")
    int mqttPort;

    @Option(names = "--echo-port")
    int echoPort = 18_830;

    @Option(names = "--connections", split = ",")
    List<Integer> connections = List.of(50, 1_000);

    @Option(names = "--seconds")
    int seconds = 8;

    @Option(names = "--rounds")
    int rounds = 3;

    @Option(names = "--out", description = "file whose marked part is replaced by the table")
    @Nullable Path out;

    private HubConnectionString hub = new HubConnectionString("", "", "");
    private final List<DeviceConnectionString> devices = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
      hub = HubConnectionString.parse(hubConnectionString);
      HubRegistry registry = new HubRegistry(hub, TrustedAuthority.sslContext(caFile));
      int most = connections.stream().mapToInt(Integer::intValue).max().orElse(1);
      for (int i = 0; i < most; i++) {
        devices.add(registry.deviceOf("bench-" + i));
      }
      StringBuilder table =
          new StringBuilder(
              """
              | Telemetry, QoS 1, 100 bytes, window 50 | echo, msg/s | Homeport, msg/s | ratio | Homeport p50 / p99 at full load, ms | new connections/s |
              | --- | --- | --- | --- | --- | --- |
              """);
      for (int count : connections) {
        if (mqttPort != 0) {
          table.append(row(count, false));
        }
        table.append(row(count, true));
      }
      System.out.print(table);
      if (out != null) {
        write(out, table.toString());
      }
      return 0;
    }

    private String row(int count, boolean tls) throws IOException, InterruptedException {
      double[] echo = new double[rounds];
      double[] own = new double[rounds];
      double[] connects = new double[rounds];
      double[] p50 = new double[rounds];
      double[] p99 = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        echo[round] = echoRound(count).perSecond();
        PublishLoad.Result result = hubRound(count, tls);
        own[round] = result.perSecond();
        connects[round] = result.connectsPerSecond();
        p50[round] = result.micros().getValueAtPercentile(50) / 1_000.0;
        p99[round] = result.micros().getValueAtPercentile(99) / 1_000.0;
      }
      return String.format(
          Locale.ROOT,
          "| %,d connections, TLS %s | %,.0f | %,.0f | %.2f | %.1f / %.1f | %,.0f |%n",
          count,
          tls ? "on" : "off",
          median(echo),
          median(own),
          median(own) / median(echo),
          median(p50),
          median(p99),
          median(connects));
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    /** The echo runs in a process of its own, as the hub does. */
    private PublishLoad.Result echoRound(int count) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx640m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "echo",
                  "--port",
                  Integer.toString(echoPort))
              .inheritIO()
              .start();
      try {
        awaitPort(echoPort);
        List<PublishLoad.Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          clients.add(
              new PublishLoad.Client(
                  "bench-" + i, null, null, "devices/bench-" + i + "/messages/events/"));
        }
        return new PublishLoad("127.0.0.1", echoPort, null, clients, WINDOW, BODY_BYTES)
            .run(seconds);
      } finally {
        process.destroy();
        process.waitFor();
      }
    }

    private static void awaitPort(int port) throws InterruptedException {
      for (int i = 0; i < 200; i++) {
        try (var _ = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
          return;
        } catch (IOException e) {
          Thread.sleep(50);
        }
      }
      throw new IllegalStateException("the echo did not start");
    }

    private PublishLoad.Result hubRound(int count, boolean tls)
        throws IOException, InterruptedException {
      Instant expiry = Instant.now().plus(Duration.ofHours(1));
      List<PublishLoad.Client> clients = new ArrayList<>();
      for (DeviceConnectionString device : devices.subList(0, count)) {
        clients.add(
            new PublishLoad.Client(
                device.deviceId(),
                hub.hostName() + "/" + device.deviceId() + "/?api-version=2021-04-12",
                SharedAccessToken.forDevice(device, expiry),
                "devices/" + device.deviceId() + "/messages/events/"));
      }
      SslContext context =
          tls ? SslContextBuilder.forClient().trustManager(caFile.toFile()).build() : null;
      return new PublishLoad(
              hub.hostName(), tls ? mqttsPort : mqttPort, context, clients, WINDOW, BODY_BYTES)
          .run(seconds);
    }

    private static void write(Path file, String table) throws IOException {
      String text = Files.readString(file);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new IOException(file + " has no marks for the table");
      }
      Files.writeString(
          file, text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end));
    }
  }
}
