package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs what is in {@code compat-tests/node} against a started server. */
final class NodeSuite {

  private static final int LAST_LINES = 80;

  private static boolean installed;

  private final HomeportServer server;

  NodeSuite(HomeportServer server) {
    this.server = server;
  }

  /**
   * Runs a program in {@code compat-tests/node}, with its packages, and fails unless it ends with
   * 0. Its output goes to {@code compat-tests/target/node-NAME.log}.
   */
  void run(String name, String... command) throws IOException, InterruptedException {
    install();
    execute(name, command);
  }

  private void install() throws IOException, InterruptedException {
    synchronized (NodeSuite.class) {
      if (!installed) {
        execute("packages", "npm", "ci", "--no-audit", "--no-fund");
        installed = true;
      }
    }
  }

  private void execute(String name, String... command) throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("homeport.node.tests"));
    Path log = folder.resolve("../target/node-" + name + ".log").normalize();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    for (String variable :
        List.of(
            "IOTHUB_CONNECTION_STRING",
            "HOMEPORT_CA_FILE",
            "HOMEPORT_ID_SCOPE",
            "HOMEPORT_PROVISIONING_HOST",
            "IOTHUB_PROVISIONING_CONNECTION_STRING",
            "KAFKA_BOOTSTRAP_SERVERS",
            "HOMEPORT_CONSOLE_URL",
            "HOMEPORT_ADMIN_USER",
            "HOMEPORT_ADMIN_PASSWORD")) {
      builder.environment().put(variable, server.endpoint(variable));
    }
    builder.environment().put("NODE_EXTRA_CA_CERTS", server.endpoint("HOMEPORT_CA_FILE"));
    int exit = builder.start().waitFor();
    assertThat(exit).as(() -> "exit code; " + log + " ends with\n" + end(log)).isZero();
  }

  /** What Node's test runner says of the tests that failed stands at the end of its output. */
  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
