package dev.homeport.agent;

import java.util.Map;

/**
 * {@code HostName=…;DeviceId=…;SharedAccessKey=…}: where a device belongs and its symmetric key.
 *
 * @param sharedAccessKey base64
 */
public record DeviceConnectionString(String hostName, String deviceId, String sharedAccessKey) {

  /** Reads a connection string; parts may come in any order. */
  public static DeviceConnectionString parse(String text) {
    Map<String, String> parts = ConnectionStringParts.of(text);
    return new DeviceConnectionString(
        ConnectionStringParts.require(parts, "HostName"),
        ConnectionStringParts.require(parts, "DeviceId"),
        ConnectionStringParts.require(parts, "SharedAccessKey"));
  }

  /** The text that {@link #parse} reads; it holds the key. */
  public String value() {
    return "HostName=" + hostName + ";DeviceId=" + deviceId + ";SharedAccessKey=" + sharedAccessKey;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "HostName=" + hostName + ";DeviceId=" + deviceId + ";SharedAccessKey=***";
  }
}
