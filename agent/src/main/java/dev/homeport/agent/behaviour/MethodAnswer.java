package dev.homeport.agent.behaviour;

import java.util.Map;

/**
 * A device's answer to a direct method.
 *
 * @param status 200, 400 for a payload that cannot be used, 404 for an unknown method
 * @param payload becomes a JSON object
 */
public record MethodAnswer(int status, Map<String, Object> payload) {

  /** What a device answers to a command, before it carries it out. */
  public static MethodAnswer to(DeviceCommand command) {
    return switch (command) {
      case DeviceCommand.Reboot() -> new MethodAnswer(200, Map.of("result", "rebooting"));
      case DeviceCommand.FactoryReset() -> new MethodAnswer(200, Map.of("result", "resetting"));
      case DeviceCommand.SetTelemetryInterval(int seconds) ->
          new MethodAnswer(200, Map.of("telemetryInterval", seconds));
      case DeviceCommand.DrainBattery(int seconds) ->
          new MethodAnswer(200, Map.of("result", "draining", "seconds", seconds));
      case DeviceCommand.Invalid(String reason) -> new MethodAnswer(400, Map.of("error", reason));
      case DeviceCommand.Unknown(String methodName) ->
          new MethodAnswer(404, Map.of("error", "no method " + methodName));
    };
  }
}
