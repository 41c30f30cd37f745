package dev.homeport.app.console;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a device may connect. */
public enum DeviceStatus {
  @JsonProperty("enabled")
  ENABLED,
  @JsonProperty("disabled")
  DISABLED;

  static DeviceStatus of(boolean enabled) {
    return enabled ? ENABLED : DISABLED;
  }
}
