package dev.homeport.benchmarks;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.HubRegistry;
import dev.homeport.agent.TrustedAuthority;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** The options that name a started hub, and what is reached with them. */
final class HubOptions {

  @Option(names = "--hub-connection-string", defaultValue = "${env:IOTHUB_CONNECTION_STRING}")
  String connectionString = "";

  @Option(names = "--ca-file", defaultValue = "${env:HOMEPORT_CA_FILE}")
  Path caFile = Path.of("ca.pem");

  HubConnectionString hub() {
    return HubConnectionString.parse(connectionString);
  }

  /** Trusts the hub's authority and nothing else. */
  SSLContext trust() throws IOException {
    return TrustedAuthority.sslContext(caFile);
  }

  HubClient client() throws IOException {
    return new HubClient(hub(), trust());
  }

  HubRegistry registry() throws IOException {
    return new HubRegistry(hub(), trust());
  }

  /** Devices as they connect by TLS. */
  Target target(int port, List<DeviceConnectionString> devices) throws IOException {
    return Target.ofHub(
        hub(), port, SslContextBuilder.forClient().trustManager(caFile.toFile()).build(), devices);
  }

  /** The same without TLS. */
  Target plainTarget(int port, List<DeviceConnectionString> devices) {
    return Target.ofHub(hub(), port, null, devices);
  }
}
