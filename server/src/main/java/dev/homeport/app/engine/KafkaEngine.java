package dev.homeport.app.engine;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A single-node KRaft broker in a JVM of its own ({@link dev.homeport.app.engine.broker.BrokerMain}
 * ), listening on 127.0.0.1.
 *
 * <p>Flushing is left to Kafka's defaults: an acknowledged record is in the operating system's page
 * cache, so it survives the death of the broker's process at any moment. Surviving the loss of the
 * machine's power takes a cluster of brokers, which the settings can name.
 */
final class KafkaEngine implements Program {

  /** With it the broker's JVM keeps what it loaded and compiled, for faster starts. */
  static final String TRAINING = "dev.homeport.training";

  private static final int ANSWER_LIMIT_MILLIS = 1_000;

  private final Path folder;
  private final Path libraries;
  private final Path logs;
  private final String heap;
  private final int wantedPort;
  private final LocalPorts ports;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CompletableFuture<Integer> controllerPort = new CompletableFuture<>();

  /** Starts since it last answered. Confined to the supervisor's thread. */
  private int startsInVain;

  /**
   * @param folder for the configuration and the log; the broker's working directory
   * @param libraries folder with the broker's jars
   * @param logs folder for {@code kafka.log}
   * @param heap as {@code -Xmx} takes it
   * @param wantedPort to listen on, another one when it is taken
   */
  KafkaEngine(
      Path folder, Path libraries, Path logs, String heap, int wantedPort, LocalPorts ports) {
    this.folder = folder;
    this.libraries = libraries.toAbsolutePath().normalize();
    this.logs = logs;
    this.heap = heap;
    this.wantedPort = wantedPort;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Path pidFile() {
    return folder.resolve("server.pid");
  }

  @Override
  public List<ProcessHandle> processes() {
    return Processes.in(folder, "java");
  }

  /** Waits until the port is chosen, which is when no earlier broker holds it any more. */
  String bootstrapServers() {
    return "127.0.0.1:" + port.join();
  }

  private Path configuration() {
    return folder.resolve("server.properties");
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(logs);
    if (!port.isDone()) {
      // Once for all: clients keep the address while the broker is started again.
      int chosen = ports.take(wantedPort);
      controllerPort.complete(ports.take(chosen + 1));
      port.complete(chosen);
    }
    writeConfiguration();
  }

  private void writeConfiguration() throws IOException {
    String broker = bootstrapServers();
    String controller = "127.0.0.1:" + controllerPort.join();
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@" + controller),
            Map.entry("listeners", "BROKER://" + broker + ",CONTROLLER://" + controller),
            Map.entry("advertised.listeners", "BROKER://" + broker),
            Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "BROKER"),
            Map.entry("log.dirs", folder.resolve("data").toString()),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "8"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"),
            // One voter elects itself; it need not wait for others.
            Map.entry("controller.quorum.election.timeout.ms", "100"),
            Map.entry("controller.quorum.election.backoff.max.ms", "50"));
    Files.write(
        configuration(),
        new TreeMap<>(settings)
            .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
  }

  @Override
  public ProcessBuilder command() throws IOException {
    List<String> command = new ArrayList<>(Processes.ownSession());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(startUpCache());
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-Xms" + heap,
            "-XX:+UseSerialGC",
            "-Dlog4j2.configurationFile=homeport-broker-log4j2.properties",
            "-Dhomeport.log=" + logs.resolve("kafka"),
            "-cp",
            classPath(),
            "dev.homeport.app.engine.broker.BrokerMain",
            configuration().toString()));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        // The broker ends when its standard input does: with this process, however that ends.
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve("kafka.out").toFile());
  }

  /** In a fixed order, because the start-up cache is only good for the same class path. */
  private String classPath() throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted(Comparator.comparing(Path::toString))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /**
   * The JDK's ahead-of-time cache lies beside the folder of the jars, made by a training run. The
   * JVM itself checks that it fits jars and JDK, and goes without when it does not; should it break
   * a start all the same, the next one goes without.
   */
  private List<String> startUpCache() {
    Path cache = libraries.resolveSibling("kafka.aot");
    if (Boolean.getBoolean(TRAINING)) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    return startsInVain++ == 0 && Files.exists(cache)
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
        : List.of();
  }

  /**
   * Asks for the API versions (key 18, version 0; protocol guide, "ApiVersions API"): the broker
   * answers once it has joined its own cluster.
   */
  @Override
  public boolean isReady(Process process) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
      socket.connect(LocalPorts.address(port.join()), ANSWER_LIMIT_MILLIS);
      ByteBuffer request = ByteBuffer.allocate(14);
      request.putInt(10).putShort((short) 18).putShort((short) 0).putInt(1).putShort((short) -1);
      socket.getOutputStream().write(request.array());
      boolean answers = socket.getInputStream().read() >= 0;
      startsInVain = answers ? 0 : startsInVain;
      return answers;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void askToStop(ProcessHandle process) {
    process.destroy();
  }

  @Override
  public Duration stopLimit() {
    return Boolean.getBoolean(TRAINING) ? Duration.ofMinutes(2) : Duration.ofSeconds(15);
  }
}
