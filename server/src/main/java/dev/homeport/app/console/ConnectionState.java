package dev.homeport.app.console;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a device or module is connected, to whichever node. */
public enum ConnectionState {
  @JsonProperty("Connected")
  CONNECTED,
  @JsonProperty("Disconnected")
  DISCONNECTED;

  static ConnectionState of(boolean connected) {
    return connected ? CONNECTED : DISCONNECTED;
  }
}
