package dev.homeport.benchmarks;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a started hub, the bare echo beside it, and writes the tables. */
@Command(
    name = "suite",
    mixinStandardHelpOptions = true,
    description = "Measures a started hub against the bare echo.")
final class Suite implements Callable<Integer> {

  /** What can be measured. */
  enum Part {
    TELEMETRY,
    CONNECTS,
    IDLE,
    PATCHES,
    METHODS,
    JOBS,
    TRANSFER,
    HISTORY
  }

  private static final int PATCHING_DEVICES = 500;
  private static final int METHOD_DEVICES = 1_000;
  private static final int HISTORY_DEVICES = 1_000;

  @Mixin HubOptions hubOptions = new HubOptions();

  @Option(names = "--mqtts-port")
  int mqttsPort = 8883;

  @Option(names = "--mqtt-port", description = "the port without TLS; 0: not open")
  int mqttPort;

  @Option(names = "--echo-port")
  int echoPort = 18_830;

  @Option(names = "--only", split = ",", description = "of: ${COMPLETION-CANDIDATES}")
  Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(names = "--connections", split = ",")
  List<Integer> connections = List.of(50, 1_000);

  @Option(names = "--storm", description = "connections of the storm")
  int storm = 3_000;

  @Option(names = "--idle", description = "idle connections")
  int idle = 19_000;

  @Option(names = "--job-devices", description = "devices of a job")
  int jobDevices = 10_000;

  @Option(names = "--calls-per-second", description = "direct methods called a second")
  int callsPerSecond = 200;

  @Option(names = "--fleet", description = "devices that are imported and exported")
  int fleet = 100_000;

  @Option(names = "--history-messages", description = "messages of ten values of each device")
  int historyMessages = 60;

  @Mixin ConsoleOptions consoleOptions = new ConsoleOptions();

  @Option(names = "--server-pid", description = "the server's process, to read its memory")
  long serverPid;

  @Option(names = "--seconds")
  int seconds = 8;

  @Option(names = "--rounds")
  int rounds = 3;

  @Option(names = "--out", description = "file whose marked part is replaced by the tables")
  @Nullable Path out;

  private final StringBuilder report = new StringBuilder();
  private List<DeviceConnectionString> devices = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    MarkedFile table = out == null ? null : new MarkedFile(out, "bench");
    HubRegistry registry = hubOptions.registry();
    devices =
        registry.rekeyedDevicesOf(
            IntStream.range(0, needed()).mapToObj(i -> "bench-" + i).toList());
    if (parts.contains(Part.TELEMETRY)) {
      telemetry();
    }
    if (parts.stream().anyMatch(part -> part != Part.TELEMETRY)) {
      say("| Measure | | Figure |");
      say("| --- | --- | --- |");
    }
    if (parts.contains(Part.CONNECTS)) {
      connects();
    }
    if (parts.contains(Part.PATCHES)) {
      patches();
    }
    if (parts.contains(Part.METHODS)) {
      methods();
    }
    if (parts.contains(Part.JOBS)) {
      jobs(registry);
    }
    if (parts.contains(Part.TRANSFER)) {
      transfer();
    }
    if (parts.contains(Part.HISTORY)) {
      history();
    }
    if (parts.contains(Part.IDLE)) {
      idle();
    }
    if (table != null) {
      table.replace(report.toString());
    }
    return 0;
  }

  private int needed() {
    int most = 0;
    for (Part part : parts) {
      most =
          Math.max(
              most,
              switch (part) {
                case TELEMETRY -> connections.stream().mapToInt(Integer::intValue).max().orElse(1);
                case CONNECTS -> storm;
                case IDLE -> idle;
                case PATCHES -> PATCHING_DEVICES;
                case METHODS -> METHOD_DEVICES;
                case HISTORY -> HISTORY_DEVICES;
                case JOBS, TRANSFER -> 0;
              });
    }
    return most;
  }

  private void telemetry() throws IOException, InterruptedException {
    EchoComparison comparison = new EchoComparison(echoPort, rounds, seconds);
    say(EchoComparison.HEAD);
    say("| --- | --- | --- | --- | --- | --- |");
    for (int count : connections) {
      if (mqttPort != 0) {
        say(comparison.row(hubOptions.plainTarget(mqttPort, devices.subList(0, count))));
      }
      say(comparison.row(hubTarget(count)));
    }
    say("");
  }

  private void connects() throws IOException, InterruptedException {
    double[] perSecond = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Target target = hubTarget(storm);
      try (Connections<Silent> open =
          Connections.open(target, client -> new Silent(client, true))) {
        perSecond[round] = open.perSecond();
      }
      Thread.sleep(3_000); // until the hub has noted that they went
    }
    say(
        String.format(
            Locale.ROOT,
            "| new connections, TLS, SAS | %,d at once | %,.0f a second |",
            storm,
            Figures.median(perSecond)));
  }

  private void patches() throws IOException, InterruptedException {
    double[] perSecond = new double[rounds];
    double[] p50 = new double[rounds];
    double[] p99 = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      PatchLoad.Result result = new PatchLoad(hubTarget(PATCHING_DEVICES)).run(seconds);
      perSecond[round] = result.perSecond();
      p50[round] = Figures.millis(result.micros(), 50);
      p99[round] = Figures.millis(result.micros(), 99);
    }
    say(
        String.format(
            Locale.ROOT,
            "| durable reported patches | %,d devices, one on the way each | %,.0f a second; p50 %.1f ms, p99 %.1f ms |",
            PATCHING_DEVICES,
            Figures.median(perSecond),
            Figures.median(p50),
            Figures.median(p99)));
  }

  private void methods() throws IOException, InterruptedException {
    Latency latency = new Latency(rounds);
    for (int round = 0; round < rounds; round++) {
      latency.add(
          round,
          new MethodLoad(hubTarget(METHOD_DEVICES), hubOptions.hub(), hubOptions.trust())
              .run(callsPerSecond, seconds));
    }
    say(
        String.format(
            Locale.ROOT,
            "| direct method round trip: p50 / p99 / p99.9 | %,d devices, %d calls a second | %s ms |",
            METHOD_DEVICES,
            callsPerSecond,
            latency));
  }

  /** Over devices of their own, whom a condition finds and nobody else. */
  private void jobs(HubRegistry registry) throws IOException, InterruptedException {
    List<DeviceConnectionString> own =
        registry.devicesOf(
            IntStream.range(0, jobDevices).mapToObj(i -> JobLoad.PREFIX + i).toList());
    double[] patch = new double[rounds];
    double[] call = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      try (JobLoad load =
          new JobLoad(hubOptions.target(mqttsPort, own), hubOptions.hub(), hubOptions.trust())) {
        JobLoad.Result result = load.run();
        patch[round] = result.patchSeconds();
        call[round] = result.callSeconds();
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "| jobs, all outcomes stored | %,d connected devices | twin patch %.1f s, %,.0f devices a second; direct method %.1f s, %,.0f devices a second |",
            jobDevices,
            Figures.median(patch),
            jobDevices / Figures.median(patch),
            Figures.median(call),
            jobDevices / Figures.median(call)));
  }

  private void transfer() throws IOException, InterruptedException {
    double[][] seconds = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      TransferLoad.Result result =
          new TransferLoad(hubOptions.hub(), hubOptions.trust(), fleet).run();
      seconds[0][round] = result.imported();
      seconds[1][round] = result.again();
      seconds[2][round] = result.exported();
      seconds[3][round] = result.deleted();
    }
    String[] what = {
      "import of new devices", "import of the same file again", "export", "import that deletes them"
    };
    for (int i = 0; i < what.length; i++) {
      double median = Figures.median(seconds[i]);
      say(
          String.format(
              Locale.ROOT,
              "| %s | %,d with keys and twins | %.1f s, %,.0f a second |",
              what[i],
              fleet,
              median,
              fleet / median));
    }
  }

  private void history() throws IOException, InterruptedException {
    ConsoleClient console = consoleOptions.client(hubOptions.trust());
    String cookies = consoleOptions.signIn(console);
    double[][] figures = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      HistoryLoad.Result result =
          new HistoryLoad(hubTarget(HISTORY_DEVICES), console, historyMessages).run(cookies);
      figures[0][round] = result.valuesPerSecond();
      figures[1][round] = result.dayPerSecond();
      figures[2][round] = result.chartMillis();
      figures[3][round] = result.slowestMillis();
    }
    say(
        String.format(
            Locale.ROOT,
            "| telemetry history | %,d devices, %d values a message | %,.0f values a second; late ones of one device %,.0f a second |",
            HISTORY_DEVICES,
            HistoryLoad.METRICS,
            Figures.median(figures[0]),
            Figures.median(figures[1])));
    say(
        String.format(
            Locale.ROOT,
            "| chart of a day, one value a second | 288 buckets | %.1f ms, slowest %.1f ms |",
            Figures.median(figures[2]),
            Figures.median(figures[3])));
  }

  private void idle() throws IOException, InterruptedException {
    try (Connections<Silent> open =
        Connections.open(hubTarget(idle), client -> new Silent(client, true))) {
      Thread.sleep(20_000); // until the garbage of the storm is collected
      open.requireWhole();
      say(
          String.format(
              Locale.ROOT,
              "| idle connections, TLS | %,d | %s |",
              idle,
              serverPid == 0
                  ? "the server's process is not known"
                  : "%,d MB resident".formatted(Figures.residentMegabytes(serverPid))));
    }
  }

  private Target hubTarget(int count) throws IOException {
    return hubOptions.target(mqttsPort, devices.subList(0, count));
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }

  /** A device that only holds its connection. */
  private static final class Silent extends LoadDevice {
    Silent(Target.Client client, boolean encrypted) {
      super(client, encrypted);
    }
  }
}
