package dev.homeport.agent.app;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.TrustedAuthority;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.launcher.Slot;
import dev.homeport.agent.launcher.StateFolder;
import dev.homeport.agent.update.DeviceFacts;
import dev.homeport.agent.update.TrustedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One device. */
@Command(name = "run", description = "Runs one device.")
final class Run implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

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

  @Option(names = "--hardware-revision", description = "that it reports")
  private String hardwareRevision = SimulatedDevice.FIRST_REVISION;

  @Option(names = "--interval", description = "seconds between telemetry messages")
  private int interval = 5;

  @Option(
      names = "--state",
      description = "folder of an agent that updates itself; the launcher's, which starts it")
  private @Nullable Path state;

  @Option(
      names = "--update-key",
      defaultValue = "${env:HOMEPORT_UPDATE_KEY_FILE}",
      description =
          "PEM file of the key that signs firmware, default: $HOMEPORT_UPDATE_KEY_FILE;"
              + " without one no update is installed")
  private @Nullable Path updateKey;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SSLContext tls = TrustedAuthority.sslContext(caFile);
    SimulatedDevice simulated = new SimulatedDevice(0, model, settings());
    simulated.runs(Main.version());
    simulated.has(hardwareRevision);
    Agent agent =
        new Agent(
            DeviceConnectionString.parse(connectionString),
            protocol,
            tls,
            simulated,
            supervision(tls));
    agent.start();
    Main.serveUntilStopped(agent::close);
    return 0;
  }

  private SettingsFile settings() throws IOException {
    if (settings != null) {
      return SettingsFile.of(settings, interval);
    }
    return state == null
        ? SettingsFile.inMemory(interval)
        : SettingsFile.of(state.resolve("settings.json"), interval);
  }

  private @Nullable Supervision supervision(SSLContext tls)
      throws IOException, InterruptedException {
    if (state == null) {
      return null;
    }
    Slot slot = Supervision.slot();
    if (slot == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--state needs the launcher");
    }
    return Supervision.begin(
        new StateFolder(state),
        slot,
        new DeviceFacts(model, hardwareRevision),
        TrustedKey.in(updateKey),
        tls);
  }
}
