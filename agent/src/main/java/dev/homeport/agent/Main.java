package dev.homeport.agent;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the agent: one device, or a fleet of them in one process. */
@Command(
    name = "homeport-agent",
    mixinStandardHelpOptions = true,
    subcommands = {Main.Run.class, Main.Fleet.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  private static void serveUntilStopped(List<Agent> agents) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      agents.parallelStream().forEach(Agent::close);
                      stopped.countDown();
                    }));
    stopped.await();
  }

  /** One device. */
  @Command(name = "run", description = "Runs one device.")
  static final class Run implements Callable<Integer> {
    @Option(names = "--connection-string", required = true)
    String connectionString = "";

    @Option(names = "--ca-file", description = "PEM file of the authority to trust")
    @Nullable Path caFile;

    @Option(names = "--protocol", description = "MQTT, MQTT_WS or HTTPS")
    IotHubClientProtocol protocol = IotHubClientProtocol.MQTT;

    @Option(names = "--settings", description = "file that keeps settings across restarts")
    @Nullable Path settings;

    @Option(names = "--interval", description = "seconds between telemetry messages")
    int interval = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
      Agent agent =
          new Agent(
              DeviceConnectionString.parse(connectionString),
              protocol,
              TrustedAuthority.sslContext(caFile),
              Homes.of(0),
              new SettingsFile(settings, new AgentSettings(interval)));
      agent.start();
      serveUntilStopped(List.of(agent));
      return 0;
    }
  }

  /** A simulated fleet. */
  @Command(name = "fleet", description = "Runs a fleet of devices; makes those the hub lacks.")
  static final class Fleet implements Callable<Integer> {
    @Option(names = "--count", description = "devices")
    int count = 20;

    @Option(names = "--hub-connection-string", required = true)
    String hubConnectionString = "";

    @Option(names = "--ca-file", description = "PEM file of the authority to trust")
    @Nullable Path caFile;

    @Option(names = "--prefix", description = "of the device ids")
    String prefix = "demo-";

    @Option(names = "--interval", description = "seconds between telemetry messages")
    int interval = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
      SSLContext tls = TrustedAuthority.sslContext(caFile);
      HubRegistry registry = new HubRegistry(HubConnectionString.parse(hubConnectionString), tls);
      List<Agent> agents = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        String deviceId = prefix + String.format(Locale.ROOT, "%02d", i);
        agents.add(
            new Agent(
                registry.deviceOf(deviceId),
                IotHubClientProtocol.MQTT,
                tls,
                Homes.of(i - 1),
                new SettingsFile(null, new AgentSettings(interval))));
      }
      agents.forEach(Agent::start);
      System.out.println(count + " devices started");
      serveUntilStopped(agents);
      return 0;
    }
  }
}
