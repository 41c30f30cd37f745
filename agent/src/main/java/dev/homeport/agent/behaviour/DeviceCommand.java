package dev.homeport.agent.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** What a direct method asks of the device. */
public sealed interface DeviceCommand {

  /** Close, wait a few seconds, connect again. */
  record Reboot() implements DeviceCommand {}

  /** Forget local settings and report the defaults. */
  record FactoryReset() implements DeviceCommand {}

  /** Send telemetry every {@code seconds}. */
  record SetTelemetryInterval(int seconds) implements DeviceCommand {}

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
      default -> new Unknown(methodName);
    };
  }

  private static DeviceCommand setTelemetryInterval(@Nullable String payload) {
    JsonNode seconds;
    try {
      seconds = new JsonMapper().readTree(payload == null ? "" : payload).path("seconds");
    } catch (JsonProcessingException e) {
      return new Invalid("the payload is not JSON");
    }
    if (!seconds.isNumber() || !AgentSettings.isTelemetryInterval(seconds.doubleValue())) {
      return new Invalid("seconds must be a whole number from 1 to 86400");
    }
    return new SetTelemetryInterval(seconds.intValue());
  }
}
