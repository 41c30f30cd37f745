package dev.homeport.compat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A fleet of the agent in a process of its own, connected to a started server. */
final class FleetProcess implements AutoCloseable {

  private static final long STOP_SECONDS = 120;

  private final Process process;
  private final Path output;

  private FleetProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static FleetProcess start(HomeportServer server, Path output, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.add("-jar");
    command.add(Objects.requireNonNull(System.getProperty("homeport.agent")));
    command.add("fleet");
    command.add("--ca-file");
    command.add(server.endpoint("HOMEPORT_CA_FILE"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("IOTHUB_CONNECTION_STRING", server.endpoint("IOTHUB_CONNECTION_STRING"));
    File file = output.toFile();
    return new FleetProcess(builder.redirectErrorStream(true).redirectOutput(file).start(), output);
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as {@code kill} does, and waits. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the fleet did not stop:\n" + output());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
