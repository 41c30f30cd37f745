package dev.homeport.agent.behaviour;

/**
 * What an operator may change on a device.
 *
 * @param telemetryInterval seconds between two telemetry messages, 1 to 86,400
 */
record AgentSettings(int telemetryInterval) {
  static final int MAX_TELEMETRY_INTERVAL = 86_400;

  AgentSettings {
    if (telemetryInterval < 1 || telemetryInterval > MAX_TELEMETRY_INTERVAL) {
      throw new IllegalArgumentException("the telemetry interval is 1 to 86400 seconds");
    }
  }

  static boolean isTelemetryInterval(double seconds) {
    return seconds == Math.rint(seconds) && seconds >= 1 && seconds <= MAX_TELEMETRY_INTERVAL;
  }
}
