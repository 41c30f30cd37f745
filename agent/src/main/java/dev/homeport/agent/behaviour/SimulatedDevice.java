package dev.homeport.agent.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated device without its connection: its sensors, its settings and what it says of itself.
 *
 * <p>Confined to one thread.
 */
public final class SimulatedDevice {

  /** The model that a device reports unless it is told another one. */
  public static final String DEFAULT_MODEL = "TX-100";

  private static final Logger LOGGER = LoggerFactory.getLogger(SimulatedDevice.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TELEMETRY_INTERVAL = "telemetryInterval";

  /** The hardware revision that a device reports unless it is told another one. */
  public static final String FIRST_REVISION = "r1";

  /** What a device runs until it updates itself. */
  public static final String FIRST_FIRMWARE = "1.4.2";

  private final String model;
  private final Home home;
  private final SettingsFile settings;
  private final Signals signals;
  private String firmware = FIRST_FIRMWARE;
  private String hardwareRevision = FIRST_REVISION;

  /**
   * A device with random signals.
   *
   * @param number of the device in its fleet, which gives it its home
   */
  public SimulatedDevice(int number, String model, SettingsFile settings) {
    this.model = model;
    this.home = Homes.of(number);
    this.settings = settings;
    this.signals =
        new Signals(RandomGenerator.of("L64X128MixRandom"), home.location(), Instant.now());
  }

  /** From now on this version of the firmware runs. */
  public void runs(String version) {
    firmware = version;
  }

  /** From now on it is of this hardware revision. */
  public void has(String revision) {
    hardwareRevision = revision;
  }

  /** Seconds between two telemetry messages. */
  public int telemetryInterval() {
    return settings.current().telemetryInterval();
  }

  /** The JSON body of the next telemetry message. */
  public byte[] telemetry(Instant now) {
    try {
      return JSON.writeValueAsBytes(signals.next(now, firmware));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reading is always JSON", e);
    }
  }

  /** The reported properties of its twin. */
  public Map<String, Object> reported() {
    Map<String, Object> reported = new LinkedHashMap<>();
    reported.put("model", model);
    reported.put("firmware", Map.of("version", firmware));
    reported.put("hardwareRevision", hardwareRevision);
    reported.put("timeZone", home.timeZone());
    Location place = home.location();
    reported.put("location", Map.of("latitude", place.latitude(), "longitude", place.longitude()));
    reported.put(TELEMETRY_INTERVAL, telemetryInterval());
    return reported;
  }

  /**
   * Heeds what the twin, or a change of it, wishes of this device. A wish that it cannot fulfil
   * changes nothing.
   *
   * @return whether it has something else to report now
   */
  public boolean heed(Map<String, Object> desired) {
    return desired.get(TELEMETRY_INTERVAL) instanceof Number seconds
        && AgentSettings.isTelemetryInterval(seconds.doubleValue())
        && setTelemetryInterval(seconds.intValue());
  }

  /**
   * Carries out what a direct method asks, as far as it needs no connection: rebooting is left to
   * the caller.
   *
   * @return whether it has something else to report now
   */
  public boolean obey(DeviceCommand command) {
    return switch (command) {
      case DeviceCommand.SetTelemetryInterval(int seconds) -> setTelemetryInterval(seconds);
      case DeviceCommand.FactoryReset _ -> reset();
      case DeviceCommand.DrainBattery(int seconds) -> drain(seconds);
      case DeviceCommand.Reboot _, DeviceCommand.Invalid _, DeviceCommand.Unknown _ -> false;
    };
  }

  private boolean setTelemetryInterval(int seconds) {
    if (telemetryInterval() == seconds) {
      return false;
    }
    try {
      settings.save(new AgentSettings(seconds));
    } catch (IOException e) {
      LOGGER.warn("the settings are kept only until the device stops: {}", e.getMessage());
    }
    return true;
  }

  private boolean drain(int seconds) {
    signals.drain(Duration.ofSeconds(seconds));
    return false;
  }

  private boolean reset() {
    try {
      settings.clear();
    } catch (IOException e) {
      LOGGER.warn("the settings come back when the device starts again: {}", e.getMessage());
    }
    return true;
  }
}
