package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outlives a connection: subscriptions of clients that ask for it, and messages to them. */
@Order(1)
final class SessionIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofMillis(1500);

  private final Hub hub = new Hub();

  private static String commands(Device device) {
    return "devices/" + device.getDeviceId() + "/messages/devicebound/#";
  }

  private void awaitQueued(Device device, long number) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(hub.queued(device.getDeviceId())).isEqualTo(number));
  }

  @Test
  void theConnackTellsWhetherASessionWasKept() {
    Device device = hub.device("present");
    Login clean = Hub.login(device);
    Login staying = clean.staying();

    assertThat(sessionPresent(staying)).isFalse();
    assertThat(sessionPresent(staying)).isTrue();
    assertThat(sessionPresent(staying)).isTrue();
    assertThat(sessionPresent(clean)).isFalse();
    assertThat(sessionPresent(staying)).isFalse();
  }

  private boolean sessionPresent(Login login) {
    try (MqttSocket socket = hub.open()) {
      MqttSocket.Welcome welcome = socket.connect(login);
      assertThat(welcome.returnCode()).isZero();
      return welcome.sessionPresent();
    }
  }

  @Test
  void aSessionIsOfOneDeviceThatWasThereAllTheTime() throws Exception {
    Device device = hub.device("deleted-with-session");
    assertThat(sessionPresent(Hub.login(device).staying())).isFalse();

    hub.registry.removeDevice(device.getDeviceId());
    Device again = hub.add(new Device(device.getDeviceId()));

    assertThat(sessionPresent(Hub.login(again).staying())).isFalse();
  }

  @Test
  void subscriptionsOfAKeptSessionNeedNotBeRepeated() throws Exception {
    Device device = hub.device("kept");
    Login login = Hub.login(device).staying();
    try (MqttSocket socket = hub.connected(login)) {
      socket.subscribe(commands(device), 1);
      socket.subscribe("$iothub/twin/PATCH/properties/desired/#", 0);
      socket.subscribe("$iothub/methods/POST/#", 0);
      socket.unsubscribe("$iothub/methods/POST/#");
    }
    hub.sendToDevice(device.getDeviceId(), "while away");

    try (MqttSocket socket = hub.connected(login)) {
      MqttSocket.Packet message = socket.receive(MqttSocket.PUBLISH);
      assertThat(message.text()).isEqualTo("while away");
      assertThat(message.qos()).isOne();
      socket.acknowledge(message);
      var twin = hub.twins.get(device.getDeviceId());
      twin.getDesiredProperties().put("interval", 7);
      hub.twins.patch(twin);
      assertThat(socket.receive(MqttSocket.PUBLISH).topic())
          .startsWith("$iothub/twin/PATCH/properties/desired/?$version=");
      assertThat(
              hub.call(
                      "POST",
                      "/twins/" + device.getDeviceId() + "/methods",
                      METHOD,
                      "Content-Type",
                      "application/json")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private static final String METHOD =
      """
      {"methodName": "ring", "connectTimeoutInSeconds": 0, "responseTimeoutInSeconds": 5}
      """;

  @Test
  void aCleanSessionForgetsTheSubscriptions() {
    Device device = hub.device("clean");
    try (MqttSocket socket = hub.connected(Hub.login(device).staying())) {
      socket.subscribe(commands(device), 1);
    }
    hub.sendToDevice(device.getDeviceId(), "waits");

    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      assertThat(socket.isSilentFor(A_WHILE)).isTrue();
      socket.subscribe(commands(device), 1);
      assertThat(socket.receive(MqttSocket.PUBLISH).text()).isEqualTo("waits");
    }
  }

  @Test
  void aMessageThatWasNotAcknowledgedComesAgainAfterACut() {
    Device device = hub.device("redelivery");
    Login login = Hub.login(device).staying();
    int packetId;
    try (MqttSocket socket = hub.connected(login)) {
      socket.subscribe(commands(device), 1);
      hub.sendToDevice(device.getDeviceId(), "first");
      hub.sendToDevice(device.getDeviceId(), "second");
      MqttSocket.Packet first = socket.receive(MqttSocket.PUBLISH);
      assertThat(first.text()).isEqualTo("first");
      MqttSocket.Packet second = socket.receive(MqttSocket.PUBLISH);
      assertThat(second.text()).isEqualTo("second");
      assertThat(second.duplicate()).isFalse();
      packetId = second.packetId();
      socket.acknowledge(first);
      awaitQueued(device, 1);
    }

    try (MqttSocket socket = hub.connected(login)) {
      MqttSocket.Packet again = socket.receive(MqttSocket.PUBLISH);
      assertThat(again.text()).isEqualTo("second");
      assertThat(again.qos()).isOne();
      assertThat(again.duplicate()).isTrue();
      assertThat(again.packetId()).isEqualTo(packetId);
      socket.acknowledge(again);
      awaitQueued(device, 0);
    }

    try (MqttSocket socket = hub.connected(login)) {
      assertThat(socket.isSilentFor(A_WHILE)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageInFlightGoesToTheConnectionThatTakesOver(boolean staying) {
    Device device = hub.device("takeover-message");
    Login login = staying ? Hub.login(device).staying() : Hub.login(device);
    try (MqttSocket older = hub.connected(login)) {
      older.subscribe(commands(device), 1);
      hub.sendToDevice(device.getDeviceId(), "message");
      MqttSocket.Packet inFlight = older.receive(MqttSocket.PUBLISH);

      try (MqttSocket newer = hub.connected(login)) {
        if (!staying) {
          newer.subscribe(commands(device), 1);
        }
        MqttSocket.Packet again = newer.receive(MqttSocket.PUBLISH);
        assertThat(again.text()).isEqualTo(inFlight.text());
        newer.acknowledge(again);
        awaitQueued(device, 0);
      }
    }
  }

  @Test
  void aNewerConnectionTakesOver() {
    Device device = hub.device("takeover");
    Login login = Hub.login(device);
    try (MqttSocket older = hub.connected(login);
        MqttSocket newer = hub.connected(login)) {
      assertThat(older.isClosedWithin(LIMIT)).isTrue();
      newer.publishAndWait("devices/" + device.getDeviceId() + "/messages/events/", "here");
      assertThat(hub.isConnected(device.getDeviceId())).isTrue();
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(hub.isConnected(device.getDeviceId())).isFalse());
  }

  @Test
  void withQos0AMessageIsSentOnce() {
    Device device = hub.device("at-most-once");
    try (MqttSocket socket = hub.connected(Hub.login(device).staying())) {
      assertThat(socket.subscribe(commands(device), 0)).isZero();
      hub.sendToDevice(device.getDeviceId(), "once");
      MqttSocket.Packet message = socket.receive(MqttSocket.PUBLISH);
      assertThat(message.qos()).isZero();
      assertThat(message.text()).isEqualTo("once");
      awaitQueued(device, 0);
    }
  }

  @Test
  void aDeviceThatUnsubscribedIsSentNothingAndItsMessagesWait() {
    Device device = hub.device("unsubscribed");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.subscribe(commands(device), 1);
      socket.unsubscribe(commands(device));
      hub.sendToDevice(device.getDeviceId(), "waits");

      assertThat(socket.isSilentFor(A_WHILE)).isTrue();
      assertThat(hub.queued(device.getDeviceId())).isOne();
    }
  }

  @Test
  void aMessageThatWasLookedUpForADeviceThatUnsubscribedMeanwhileWaits() {
    Device device = hub.device("in-passing");
    hub.sendToDevice(device.getDeviceId(), "waits");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.subscribeInPassing(commands(device));
      assertThat(socket.isSilentFor(A_WHILE)).isTrue();
      assertThat(hub.queued(device.getDeviceId())).isOne();

      socket.subscribe(commands(device), 1);
      socket.acknowledge(socket.receive(MqttSocket.PUBLISH));
      awaitQueued(device, 0);
    }
  }

  @Test
  void moreMessagesThanMayBeInFlightComeAsTheDeviceAcknowledges() {
    Device device = hub.device("many");
    int number = 40;
    for (int i = 0; i < number; i++) {
      hub.sendToDevice(device.getDeviceId(), "m" + i);
    }
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.subscribe(commands(device), 1);
      for (int i = 0; i < number; i++) {
        MqttSocket.Packet message = socket.receive(MqttSocket.PUBLISH);
        assertThat(message.text()).isEqualTo("m" + i);
        socket.acknowledge(message);
      }
      awaitQueued(device, 0);
    }
  }
}
