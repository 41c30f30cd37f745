package dev.homeport.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The echo in a process of its own, as the hub is. */
final class EchoProcess implements AutoCloseable {

  private static final int ATTEMPTS = 200;

  private final Process process;

  EchoProcess(int port, boolean tls) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "echo",
                "--port",
                Integer.toString(port)));
    if (tls) {
      command.add("--tls");
    }
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    process.destroy();
    throw new IOException("the echo did not start on port " + port);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
