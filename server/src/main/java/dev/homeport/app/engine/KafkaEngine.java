package dev.homeport.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A single-node KRaft broker in a JVM of its own, listening on 127.0.0.1. Kafka leaves flushing to
 * the system, so an acknowledged record survives the death of the broker's process; surviving the
 * death of the machine takes a cluster of brokers.
 */
final class KafkaEngine implements AutoCloseable {

  private static final String CLUSTER_ID = "homeportKafkaAAAAAAAAA";

  private final Path folder;
  private final Path libraries;
  private final String heap;
  private final int port;
  private final int controllerPort;
  private final ChildProcess process;

  /**
   * @param folder for the configuration and the log
   * @param libraries folder with the broker's jars
   * @param heap as {@code -Xmx} takes it
   */
  KafkaEngine(Path folder, Path libraries, Path log, String heap, int port, int controllerPort) {
    this.folder = folder;
    this.libraries = libraries;
    this.heap = heap;
    this.port = port;
    this.controllerPort = controllerPort;
    this.process =
        new ChildProcess(
            "kafka",
            java("kafka.Kafka", configuration().toString()),
            log,
            folder,
            "TERM",
            Duration.ofSeconds(15));
  }

  private Path configuration() {
    return folder.resolve("server.properties");
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Formats the storage at first start, then starts; does not wait until the broker answers. */
  void start() {
    try {
      Files.createDirectories(folder);
      Path data = folder.resolve("data");
      writeConfiguration(data);
      if (!Files.exists(data.resolve("meta.properties"))) {
        format();
      }
      process.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka started", e);
    }
  }

  private void writeConfiguration(Path data) throws IOException {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + port),
            Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "BROKER"),
            Map.entry("log.dirs", data.toString()),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "8"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"));
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(configuration(), text);
  }

  private void format() throws IOException, InterruptedException {
    Process format =
        new ProcessBuilder(
                java(
                    "kafka.tools.StorageTool",
                    "format",
                    "--cluster-id",
                    CLUSTER_ID,
                    "--config",
                    configuration().toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (format.waitFor() != 0) {
      throw new IOException("Kafka's storage could not be formatted: " + output);
    }
  }

  private List<String> java(String mainClass, String... arguments) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xms" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (mainClass.endsWith("StorageTool") ? 1 : 4),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                libraries + "/*",
                "-Dhomeport.engine=" + folder,
                mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() {
    process.close();
  }
}
