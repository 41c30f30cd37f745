package dev.homeport.agent.app;

import dev.homeport.agent.HubRegistry;
import dev.homeport.agent.behaviour.SimulatedUpdates;
import dev.homeport.agent.behaviour.UpdateFaults;
import dev.homeport.agent.update.TrustedKey;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a fleet about updates. */
final class FleetUpdates {

  @Option(
      names = "--update-key",
      defaultValue = "${env:HOMEPORT_UPDATE_KEY_FILE}",
      description =
          "PEM file of the key that signs firmware, default: $HOMEPORT_UPDATE_KEY_FILE;"
              + " without one the devices trust the hub's own key")
  private @Nullable Path key;

  @Option(
      names = "--update-failures",
      converter = Faults.class,
      description =
          "shares of the devices, as badHash=1%%,noSpace=1%%,crash=1%%,neverReturns=0.5%%")
  private UpdateFaults faults = UpdateFaults.none();

  @Option(
      names = "--update-downloads",
      description = "devices that download at the same time, default 32")
  private int atATime = 32;

  @Option(
      names = "--pretend-downloads",
      description = "seconds that a download takes which is only pretended; without it, it is real")
  private @Nullable Integer pretendSeconds;

  boolean areUsable() {
    return atATime >= 1 && (pretendSeconds == null || pretendSeconds >= 0);
  }

  SimulatedUpdates of(HubRegistry hub, SSLContext tls) {
    TrustedKey trusted = key == null ? new HubSigningKey(hub) : TrustedKey.in(key);
    return pretendSeconds == null
        ? SimulatedUpdates.downloading(trusted, tls, faults, atATime)
        : SimulatedUpdates.pretending(trusted, Duration.ofSeconds(pretendSeconds), faults, atATime);
  }

  /** The updates of one device on the official SDK. */
  static Agent.Updates ofAgent(SimulatedUpdates updates, int number, String model) {
    return new Agent.Updates() {
      @Override
      public Updater of(Updater.Device device) throws IOException {
        return updates.of(number, model, device);
      }

      @Override
      public void restart(Agent agent) {
        if (updates.isLostByRestart(number)) {
          agent.vanish();
        } else {
          agent.reboot();
        }
      }
    };
  }

  private static final class Faults implements ITypeConverter<UpdateFaults> {
    @Override
    public UpdateFaults convert(String value) {
      try {
        return UpdateFaults.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
