package dev.homeport.benchmarks;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** The options that name a started server's console, and somebody who may use it. */
final class ConsoleOptions {

  @Option(names = "--console-url", defaultValue = "${env:HOMEPORT_CONSOLE_URL}")
  URI url = URI.create("https://127.0.0.1/console/");

  @Option(names = "--user", defaultValue = "${env:HOMEPORT_ADMIN_USER}")
  String user = "";

  @Option(names = "--password", defaultValue = "${env:HOMEPORT_ADMIN_PASSWORD}")
  String password = "";

  ConsoleClient client(SSLContext trust) {
    return new ConsoleClient(trust, url);
  }

  /** The cookies of a session. */
  String signIn(ConsoleClient client) throws IOException, InterruptedException {
    return client.signIn(user, password);
  }
}
