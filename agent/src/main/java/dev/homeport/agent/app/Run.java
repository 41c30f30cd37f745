package dev.homeport.agent.app;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.TrustedAuthority;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One device. */
@Command(name = "run", description = "Runs one device.")
final class Run implements Callable<Integer> {

  @Option(
      names = "--connection-string",
      defaultValue = "${env:IOTHUB_DEVICE_CONNECTION_STRING}",
      required = true,
      description = "default: $IOTHUB_DEVICE_CONNECTION_STRING, which others cannot see")
  private String connectionString = "";

  @Option(names = "--ca-file", description = "PEM file of the authority to trust")
  private @Nullable Path caFile;

  @Option(names = "--protocol", description = "MQTT, MQTT_WS or HTTPS")
  private IotHubClientProtocol protocol = IotHubClientProtocol.MQTT;

  @Option(names = "--settings", description = "file that keeps settings across restarts")
  private @Nullable Path settings;

  @Option(names = "--model", description = "that it reports")
  private String model = SimulatedDevice.DEFAULT_MODEL;

  @Option(names = "--interval", description = "seconds between telemetry messages")
  private int interval = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SettingsFile kept =
        settings == null ? SettingsFile.inMemory(interval) : SettingsFile.of(settings, interval);
    Agent agent =
        new Agent(
            DeviceConnectionString.parse(connectionString),
            protocol,
            TrustedAuthority.sslContext(caFile),
            new SimulatedDevice(0, model, kept));
    agent.start();
    Main.serveUntilStopped(agent::close);
    return 0;
  }
}
