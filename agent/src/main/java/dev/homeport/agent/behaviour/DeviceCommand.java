package dev.homeport.agent.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** What a direct method asks of the device. */
public sealed interface DeviceCommand {

  String NO_JSON = "the payload is not JSON";

  /** Close, wait a few seconds, connect again. */
  record Reboot() implements DeviceCommand {}

  /** Forget local settings and report the defaults. */
  record FactoryReset() implements DeviceCommand {}

  /** Send telemetry every {@code seconds}. */
  record SetTelemetryInterval(int seconds) implements DeviceCommand {}

  /** Have the battery run down and be charged again, all within {@code seconds}. */
  record DrainBattery(int seconds) implements DeviceCommand {
    static final int DEFAULT_SECONDS = 60;
    static final int MAX_SECONDS = 3_600;
  }

  /** A known method whose payload cannot be used. */
  record Invalid(String reason) implements DeviceCommand {}

  /** A method that this device does not have. */
  record Unknown(String methodName) implements DeviceCommand {}

  /** Reads a method call; {@code payload} is JSON text or null. */
  static DeviceCommand parse(String methodName, @Nullable String payload) {
    return switch (methodName) {
      case "reboot" -> new Reboot();
      case "factoryReset" -> new FactoryReset();
      case "setTelemetryInterval" -> setTelemetryInterval(payload);
      case "drainBattery" -> drainBattery(payload);
      default -> new Unknown(methodName);
    };
  }

  private static DeviceCommand drainBattery(@Nullable String payload) {
    JsonNode seconds = seconds(payload);
    if (seconds == null) {
      return new Invalid(NO_JSON);
    }
    if (seconds.isMissingNode()) {
      return new DrainBattery(DrainBattery.DEFAULT_SECONDS);
    }
    if (!seconds.isInt()
        || seconds.intValue() < 1
        || seconds.intValue() > DrainBattery.MAX_SECONDS) {
      return new Invalid("seconds must be a whole number from 1 to 3600");
    }
    return new DrainBattery(seconds.intValue());
  }

  /** Null when the payload is not JSON. */
  private static @Nullable JsonNode seconds(@Nullable String payload) {
    try {
      return new JsonMapper().readTree(payload == null ? "" : payload).path("seconds");
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static DeviceCommand setTelemetryInterval(@Nullable String payload) {
    JsonNode seconds = seconds(payload);
    if (seconds == null) {
      return new Invalid(NO_JSON);
    }
    if (!seconds.isNumber() || !AgentSettings.isTelemetryInterval(seconds.doubleValue())) {
      return new Invalid("seconds must be a whole number from 1 to 86400");
    }
    return new SetTelemetryInterval(seconds.intValue());
  }
}
