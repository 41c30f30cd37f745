package dev.homeport.compat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs what is in {@code compat-tests/node} against a started server. */
final class NodeSuite {

  private final HomeportServer server;

  NodeSuite(HomeportServer server) {
    this.server = server;
  }

  /** The exit code; the output goes to {@code compat-tests/target/node.log}. */
  int run(String... command) throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("homeport.node.tests"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("../target/node.log").normalize().toFile());
    for (String name :
        List.of(
            "IOTHUB_CONNECTION_STRING",
            "HOMEPORT_CA_FILE",
            "KAFKA_BOOTSTRAP_SERVERS",
            "HOMEPORT_CONSOLE_URL",
            "HOMEPORT_ADMIN_USER",
            "HOMEPORT_ADMIN_PASSWORD")) {
      builder.environment().put(name, server.endpoint(name));
    }
    builder.environment().put("NODE_EXTRA_CA_CERTS", server.endpoint("HOMEPORT_CA_FILE"));
    return builder.start().waitFor();
  }
}
