package dev.homeport.compat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** An agent under its launcher, in a process of its own. */
final class AgentProcess implements AutoCloseable {

  private static final long STOP_SECONDS = 120;

  private final Process launcher;
  private final Path output;

  private AgentProcess(Process launcher, Path output) {
    this.launcher = launcher;
    this.output = output;
  }

  /**
   * @param folder holds the state, and what it prints
   */
  static AgentProcess start(String connection, Path folder, Path authority, Path updateKey)
      throws IOException {
    Path state = folder.resolve("state");
    Path output = folder.resolve("agent.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-jar",
            installed().toString().replaceFirst("\\.jar$", "-launcher.jar"),
            state.toString(),
            installed().toString(),
            "run",
            "--state",
            state.toString(),
            "--ca-file",
            authority.toString(),
            "--update-key",
            updateKey.toString());
    builder.environment().put("IOTHUB_DEVICE_CONNECTION_STRING", connection);
    builder
        .environment()
        .put(
            "HOMEPORT_AGENT_JAVA_OPTS",
            "-Xmx96m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                + " --sun-misc-unsafe-memory-access=allow");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new AgentProcess(builder.start(), output);
  }

  private static Path installed() {
    return Path.of(Objects.requireNonNull(System.getProperty("homeport.agent"))).normalize();
  }

  /**
   * The installed build as another version of itself.
   *
   * @param mainClass null for the same
   */
  static byte[] build(Path folder, String version, @Nullable String mainClass) throws IOException {
    Path copy = folder.resolve("agent-" + version + ".jar");
    try (JarFile jar = new JarFile(installed().toFile())) {
      Manifest manifest = new Manifest(jar.getManifest());
      Attributes main = manifest.getMainAttributes();
      main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
      if (mainClass != null) {
        main.put(Attributes.Name.MAIN_CLASS, mainClass);
      }
      try (OutputStream file = Files.newOutputStream(copy);
          JarOutputStream out = new JarOutputStream(file, manifest)) {
        out.setLevel(Deflater.BEST_SPEED);
        for (JarEntry entry : List.copyOf(jar.stream().toList())) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            jar.getInputStream(entry).transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
    return Files.readAllBytes(copy);
  }

  /** Ends the agent as a power cut would; the launcher lives on. */
  void killAgent() {
    launcher.children().forEach(ProcessHandle::destroyForcibly);
  }

  boolean isAlive() {
    return launcher.isAlive();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the launcher to end, and waits. */
  void stop() throws InterruptedException {
    launcher.destroy();
    if (!launcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the agent did not stop:\n" + output());
    }
  }

  /** Returns when nobody writes into the folder any more. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(launcher.descendants(), Stream.of(launcher.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
