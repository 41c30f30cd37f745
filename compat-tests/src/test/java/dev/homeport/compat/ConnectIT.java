package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections begin: who gets in, who does not, and how a refusal reads. */
@Order(1)
final class ConnectIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int IDENTIFIER_REJECTED = 2;
  private static final int BAD_USER_NAME = 4;
  private static final int NOT_AUTHORIZED = 5;

  private final Hub hub = new Hub();

  private int returnCode(Login login) {
    try (MqttSocket socket = hub.open()) {
      MqttSocket.Welcome welcome = socket.connect(login);
      if (welcome.returnCode() != 0) {
        assertThat(welcome.sessionPresent()).isFalse();
        assertThat(socket.isClosedWithin(LIMIT)).isTrue();
      }
      return welcome.returnCode();
    }
  }

  @Test
  void mqtt5IsRefusedInItsOwnForm() {
    Device device = hub.device("mqtt5");
    try (MqttSocket socket = hub.open()) {
      socket.sendConnect(Hub.login(device).level(5));

      byte[] connack = socket.receive(MqttSocket.CONNACK).body();

      // MQTT 5 §3.2.2: flags, reason "unsupported protocol version", length of the properties
      assertThat(connack).containsExactly(0, 0x84, 0);
      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6})
  void otherVersionsAreRefusedInTheFormOfMqtt3(int level) {
    Device device = hub.device("version");

    assertThat(returnCode(Hub.login(device).level(level))).isEqualTo(1);
  }

  @Test
  void bothKeysOfADeviceOpenTheDoorAndNoOtherDoes() {
    Device device = hub.device("keys");
    Device other = hub.device("keys-of-another");
    String id = device.getDeviceId();

    assertThat(returnCode(Login.of(id, Hub.token(device, device.getPrimaryKey())))).isZero();
    assertThat(returnCode(Login.of(id, Hub.token(device, device.getSecondaryKey())))).isZero();
    assertThat(returnCode(Login.of(id, Hub.token(device, other.getPrimaryKey()))))
        .isEqualTo(NOT_AUTHORIZED);
    assertThat(returnCode(Login.of(id, Hub.token(other)))).isEqualTo(NOT_AUTHORIZED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no token", "SharedAccessSignature sr=x", "SharedAccessSignature &&"})
  void whatIsNoTokenIsNotAuthorized(String password) {
    Device device = hub.device("no-token");

    assertThat(returnCode(Login.of(device.getDeviceId(), password))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void withoutAPasswordADeviceWithKeysIsNotAuthorized() {
    Device device = hub.device("no-password");

    assertThat(returnCode(Login.of(device.getDeviceId(), null))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void anUnknownDeviceIsNotAuthorized() {
    String id = Hub.fresh("unknown");
    String key = Base64.getEncoder().encodeToString(new byte[32]);

    assertThat(returnCode(Login.of(id, token(id, key)))).isEqualTo(NOT_AUTHORIZED);
  }

  private static String token(String deviceId, String key) {
    return Hub.sas(Hub.HOST + "/devices/" + deviceId, key, Duration.ofHours(1), "");
  }

  @Test
  void anExpiredTokenIsNotAuthorized() {
    Device device = hub.device("expired");
    String token =
        Hub.sas(
            Hub.HOST + "/devices/" + device.getDeviceId(),
            device.getPrimaryKey(),
            Duration.ofSeconds(-1),
            "");

    assertThat(returnCode(Login.of(device.getDeviceId(), token))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void aPolicyWithTheRightToConnectSpeaksForEveryDevice() {
    Device device = hub.device("by-policy");

    assertThat(returnCode(Login.of(device.getDeviceId(), hub.ownerToken()))).isZero();
  }

  @Test
  void theUserNameMustNameTheDeviceAndTheHub() {
    Device device = hub.device("user-name");
    Login login = Hub.login(device);
    String user = Objects.requireNonNull(login.userName());

    assertThat(returnCode(login.named(user + "&DeviceClientType=a%2Fb&model-id=dtmi:x;1")))
        .isZero();
    assertThat(returnCode(login.named("127.0.0.1/" + device.getDeviceId()))).isZero();
    assertThat(returnCode(login.named("127.0.0.1/another/?api-version=2021-04-12")))
        .isEqualTo(BAD_USER_NAME);
    assertThat(returnCode(login.named("nonsense"))).isEqualTo(BAD_USER_NAME);
    assertThat(returnCode(Login.of(device.getDeviceId(), null).named(null)))
        .isEqualTo(BAD_USER_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "device/", "/module", "device/module/more"})
  void whatCannotBeADeviceIsRejected(String clientId) {
    assertThat(returnCode(Login.of(clientId, null))).isEqualTo(IDENTIFIER_REJECTED);
  }

  @Test
  void packetsSentBeforeTheConnackAreServedAfterIt() {
    Device device = hub.device("hasty");
    try (MqttSocket socket = hub.open()) {
      socket.sendConnect(Hub.login(device));
      socket.publish(
          "devices/" + device.getDeviceId() + "/messages/events/", new byte[] {'x'}, 1, false);

      assertThat(socket.receive(MqttSocket.CONNACK).body()).containsExactly(0, 0);
      assertThat(socket.receive(MqttSocket.PUBACK).packetId()).isOne();
    }
    assertThat(hub.telemetry(device.getDeviceId())).hasSize(1);
  }

  @Test
  void aConnectionThatDoesNotBeginWithConnectIsClosed() {
    try (MqttSocket socket = hub.open()) {
      socket.publish("devices/d/messages/events/", new byte[] {'x'}, 0, false);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }

  @Test
  void aSecondConnectEndsTheConnection() {
    Device device = hub.device("twice");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.sendConnect(Hub.login(device));

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }

  @Test
  void whatIsNotMqttIsClosed() {
    Device device = hub.device("nonsense");
    try (MqttSocket socket = hub.open()) {
      socket.sendRaw(
          """
          GET /devices?api-version=2021-04-12 HTTP/1.1
          Host: 127.0.0.1:8883
          User-Agent: a browser at the wrong port

          """
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.sendRaw(new byte[] {(byte) 0xf0, 0}); // packet type 15

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }

  @Test
  void aConnectionThatNeverGetsAsFarAsConnectIsClosedAfterTwentySeconds() throws IOException {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), 8883);
        MqttSocket secured = hub.open();
        MqttSocket halfway = hub.open()) {
      halfway.sendRaw(new byte[] {0x10, 100, 0, 4, 'M', 'Q'});
      assertThat(halfway.isSilentFor(Duration.ofSeconds(8))).isTrue();
      assertThat(secured.isClosedWithin(LIMIT)).isTrue();
      assertThat(halfway.isClosedWithin(LIMIT)).isTrue();
      silent.setSoTimeout((int) LIMIT.toMillis());
      silent.getInputStream().readAllBytes(); // ends, or the test does with a time-out
    }
  }
}
