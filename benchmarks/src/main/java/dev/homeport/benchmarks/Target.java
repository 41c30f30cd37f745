package dev.homeport.benchmarks;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker or hub under load, and who connects to it.
 *
 * @param tls null to connect without TLS
 * @param atATime connections that may be under way at once while they are opened
 */
record Target(String host, int port, @Nullable SslContext tls, List<Client> clients, int atATime) {

  static final int CONNECTS_AT_A_TIME = 100;

  private static final Duration TOKEN_LIFE = Duration.ofHours(2);

  /** Devices of a hub with tokens that are good for two hours. */
  static Target ofHub(
      HubConnectionString hub,
      int port,
      @Nullable SslContext tls,
      List<DeviceConnectionString> devices) {
    Instant expiry = Instant.now().plus(TOKEN_LIFE);
    return new Target(
        hub.hostName(),
        port,
        tls,
        devices.stream()
            .map(
                device ->
                    new Client(
                        device.deviceId(),
                        hub.hostName() + "/" + device.deviceId() + "/?api-version=2021-04-12",
                        SharedAccessToken.forDevice(device, expiry),
                        topic(device.deviceId())))
            .toList(),
        CONNECTS_AT_A_TIME);
  }

  /** Where a device publishes its telemetry. */
  static String topic(String deviceId) {
    return "devices/" + deviceId + "/messages/events/";
  }

  /**
   * How one device connects.
   *
   * @param password null for none
   * @param topic where it publishes
   */
  record Client(
      String clientId, @Nullable String userName, @Nullable String password, String topic) {}
}
