package dev.homeport.compat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a client writes into its CONNECT packet.
 *
 * @param level of the protocol: 4 is MQTT 3.1.1, 5 is MQTT 5
 */
record Login(
    String clientId,
    @Nullable String userName,
    @Nullable String password,
    boolean cleanSession,
    int keepAliveSeconds,
    int level,
    @Nullable String willTopic,
    byte[] will) {

  private static final int MQTT_3_1_1 = 4;

  /** A clean session with a keep-alive of four minutes. */
  static Login of(String clientId, @Nullable String password) {
    return new Login(
        clientId,
        "127.0.0.1/" + clientId + "/?api-version=2021-04-12",
        password,
        true,
        240,
        MQTT_3_1_1,
        null,
        new byte[0]);
  }

  Login named(@Nullable String otherUserName) {
    return new Login(
        clientId, otherUserName, password, cleanSession, keepAliveSeconds, level, willTopic, will);
  }

  /** With cleanSession=0. */
  Login staying() {
    return new Login(clientId, userName, password, false, keepAliveSeconds, level, willTopic, will);
  }

  Login alive(int seconds) {
    return new Login(clientId, userName, password, cleanSession, seconds, level, willTopic, will);
  }

  Login level(int otherLevel) {
    return new Login(
        clientId, userName, password, cleanSession, keepAliveSeconds, otherLevel, willTopic, will);
  }

  Login leaving(String topic, String text) {
    return new Login(
        clientId,
        userName,
        password,
        cleanSession,
        keepAliveSeconds,
        level,
        topic,
        text.getBytes(StandardCharsets.UTF_8));
  }
}
