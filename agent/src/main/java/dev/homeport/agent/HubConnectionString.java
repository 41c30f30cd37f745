package dev.homeport.agent;

import java.util.Map;

/**
 * {@code HostName=…;SharedAccessKeyName=…;SharedAccessKey=…}: a hub and one of its access policies.
 *
 * @param sharedAccessKey base64
 */
public record HubConnectionString(
    String hostName, String sharedAccessKeyName, String sharedAccessKey) {

  /** Reads a connection string; parts may come in any order. */
  public static HubConnectionString parse(String text) {
    Map<String, String> parts = ConnectionStringParts.of(text);
    return new HubConnectionString(
        ConnectionStringParts.require(parts, "HostName"),
        ConnectionStringParts.require(parts, "SharedAccessKeyName"),
        ConnectionStringParts.require(parts, "SharedAccessKey"));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "HostName="
        + hostName
        + ";SharedAccessKeyName="
        + sharedAccessKeyName
        + ";SharedAccessKey=***";
  }
}
