package dev.homeport.agent.app;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.HubRegistry;
import dev.homeport.agent.TrustedAuthority;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.behaviour.SimulatedUpdates;
import dev.homeport.agent.swarm.Progress;
import dev.homeport.agent.swarm.Swarm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A simulated fleet. */
@Command(
    name = "fleet",
    description = {
      "Runs a fleet of devices; makes those the hub lacks.",
      "$IOTHUB_CONNECTION_STRING names the hub; it is no option, because others can see those."
    })
final class Fleet implements Callable<Integer> {

  static final String HUB_VARIABLE = "IOTHUB_CONNECTION_STRING";
  private static final int PROGRESS_SECONDS = 5;
  // What MQTT topics and device ids both allow.
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{0,100}");

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--count", description = "devices")
  private int count = 100;

  @Option(
      names = "--light",
      description = "without the official SDK: thousands of devices on a few threads")
  private boolean light;

  @Option(names = "--ca-file", description = "PEM file of the authority to trust")
  private @Nullable Path caFile;

  @Option(names = "--prefix", description = "of the device ids")
  private String prefix = "sim-";

  @Option(names = "--model", description = "that they report")
  private String model = SimulatedDevice.DEFAULT_MODEL;

  @Option(names = "--interval", description = "seconds between telemetry messages")
  private int interval = 5;

  @Mixin private FleetUpdates updates = new FleetUpdates();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count < 1 || interval < 1 || !PREFIX.matcher(prefix).matches()) {
      throw wrong("--count and --interval are at least 1, --prefix has letters, digits and ._:-");
    }
    if (!updates.areUsable()) {
      throw wrong("--update-downloads is at least 1, --pretend-downloads at least 0");
    }
    SSLContext tls = TrustedAuthority.sslContext(caFile);
    HubRegistry registry = new HubRegistry(hub(), tls);
    List<DeviceConnectionString> devices = registry.devicesOf(deviceIds());
    System.out.println(count + " devices are in the registry");
    if (light) {
      runLight(devices, tls, updates.of(registry, tls));
    } else {
      runOnSdk(devices, tls, updates.of(registry, tls));
    }
    return 0;
  }

  private HubConnectionString hub() {
    String text = System.getenv(HUB_VARIABLE);
    if (text == null || text.isBlank()) {
      throw wrong("$" + HUB_VARIABLE + " is not set");
    }
    return HubConnectionString.parse(text);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private List<String> deviceIds() {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> prefix + String.format(Locale.ROOT, "%02d", number))
        .toList();
  }

  private void runOnSdk(
      List<DeviceConnectionString> devices, SSLContext tls, SimulatedUpdates simulated)
      throws IOException, InterruptedException {
    List<Agent> agents = new ArrayList<>();
    for (DeviceConnectionString device : devices) {
      SettingsFile settings = SettingsFile.inMemory(interval);
      agents.add(
          new Agent(
              device,
              IotHubClientProtocol.MQTT,
              tls,
              new SimulatedDevice(agents.size(), model, settings),
              FleetUpdates.ofAgent(simulated, agents.size(), model)));
    }
    agents.forEach(Agent::start);
    Main.serveUntilStopped(() -> agents.parallelStream().forEach(Agent::close));
  }

  private void runLight(
      List<DeviceConnectionString> devices, SSLContext tls, SimulatedUpdates simulated)
      throws IOException, InterruptedException {
    Swarm swarm = new Swarm(devices, tls, model, interval, simulated);
    swarm.start();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    AtomicReference<Progress> shown = new AtomicReference<>(swarm.progress());
    Runnable show =
        () -> {
          Progress now = swarm.progress();
          System.out.println(now.since(shown.getAndSet(now)));
        };
    clock.scheduleAtFixedRate(show, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
    Main.serveUntilStopped(
        () -> {
          clock.shutdownNow();
          swarm.close();
          show.run();
        });
  }
}
