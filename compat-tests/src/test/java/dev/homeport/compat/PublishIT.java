package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices publish by MQTT, rightly and wrongly. */
@Order(1)
final class PublishIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int KB = 1024;

  private final Hub hub = new Hub();

  private static String events(Device device) {
    return "devices/" + device.getDeviceId() + "/messages/events/";
  }

  /** What the device has sent, once that is a certain number of messages. */
  private List<ConsumerRecord<String, String>> telemetry(Device device, int number) {
    return await()
        .atMost(LIMIT)
        .until(() -> hub.telemetry(device.getDeviceId()), records -> records.size() >= number);
  }

  @Test
  void theWillOfADeviceThatIsCutOffArrivesAsTelemetry() {
    Device device = hub.device("will");
    Login login = Hub.login(device).leaving(events(device) + "why=gone&%24.mid=last", "farewell");
    MqttSocket socket = hub.connected(login);
    socket.publishAndWait(events(device), "hello");

    socket.close();

    var records = telemetry(device, 2);
    assertThat(records).extracting(ConsumerRecord::value).containsExactly("hello", "farewell");
    ConsumerRecord<String, String> will = records.getLast();
    assertThat(Telemetry.header(will, "why")).isEqualTo("gone");
    assertThat(Telemetry.header(will, "message-id")).isEqualTo("last");
    assertThat(Telemetry.header(will, "iothub-app-iothub-MessageType")).isEqualTo("Will");
    assertThat(Telemetry.header(will, "iothub-connection-device-id"))
        .isEqualTo(device.getDeviceId());
  }

  @Test
  void theWillOfADeviceThatDisconnectsIsForgotten() {
    Device device = hub.device("will-not-needed");
    MqttSocket socket = hub.connected(Hub.login(device).leaving(events(device), "farewell"));
    socket.publishAndWait(events(device), "hello");

    socket.disconnect();

    awaitDisconnected(device);
    assertThat(hub.telemetry(device.getDeviceId()))
        .extracting(ConsumerRecord::value)
        .containsExactly("hello");
  }

  @Test
  void aWillThatCannotBeTelemetryHoldsNothingUp() {
    Device device = hub.device("will-malformed");
    for (String topic : List.of(events(device) + "%zz", "devices/another/messages/events/")) {
      MqttSocket socket = hub.connected(Hub.login(device).leaving(topic, "farewell"));

      socket.close();

      awaitDisconnected(device);
    }
    assertThat(hub.telemetry(device.getDeviceId())).isEmpty();
  }

  private void awaitDisconnected(Device device) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(hub.isConnected(device.getDeviceId())).isFalse());
  }

  @Test
  void aRetainedMessageIsMarkedAndPassedOn() {
    Device device = hub.device("retain");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publish(events(device) + "a=b", new byte[] {'x'}, 1, true);
      socket.receive(MqttSocket.PUBACK);
      socket.publishAndWait(events(device), "y");
    }

    var records = hub.telemetry(device.getDeviceId());

    assertThat(records).hasSize(2);
    assertThat(Telemetry.header(records.getFirst(), "mqtt-retain")).isEqualTo("true");
    assertThat(Telemetry.header(records.getFirst(), "a")).isEqualTo("b");
    assertThat(records.getLast().headers().lastHeader("mqtt-retain")).isNull();
  }

  @Test
  void aMessageWithQos2EndsTheConnectionAndIsNotStored() {
    Device device = hub.device("qos2");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publish(events(device), new byte[] {'x'}, 2, false);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    assertThat(hub.telemetry(device.getDeviceId())).isEmpty();
  }

  @Test
  void messagesWithQos0AreStoredInTheirPlaceAmongTheOthers() {
    Device device = hub.device("qos0");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publish(events(device), new byte[] {'a'}, 0, false);
      socket.publishAndWait(events(device), "b");
    }

    assertThat(hub.telemetry(device.getDeviceId()))
        .extracting(ConsumerRecord::value)
        .containsExactly("a", "b");
  }

  @Test
  void aMessageOf255KilobytesIsStored() {
    Device device = hub.device("large");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publishAndWait(events(device), "x".repeat(255 * KB));
    }

    assertThat(hub.telemetry(device.getDeviceId()))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).hasSize(255 * KB));
  }

  @ParameterizedTest
  @ValueSource(ints = {256 * KB + 1, 400 * KB})
  void aMessageThatIsTooLargeEndsTheConnectionAndIsNotStored(int size) {
    Device device = hub.device("too-large");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publish(events(device), new byte[size], 1, false);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    try (MqttSocket again = hub.connected(Hub.login(device))) {
      again.publishAndWait(events(device), "small");
    }
    assertThat(hub.telemetry(device.getDeviceId()))
        .extracting(ConsumerRecord::value)
        .containsExactly("small");
  }

  @Test
  void propertiesCountTowardsTheSize() {
    Device device = hub.device("large-properties");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.publish(events(device) + "a=" + "b".repeat(KB), new byte[256 * KB - 100], 1, false);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices/another/messages/events/",
        "devices/{d}/modules/camera/messages/events/",
        "devices/{d}/messages/devicebound/",
        "devices/{d}/messages/eventsandmore",
        "devices/{d}",
        "$iothub/twin/GET/",
        "$iothub/twin/PATCH/properties/desired/?$rid=1",
        "$iothub/methods/POST/reboot/?$rid=1",
        "$SYS/broker",
        "weather",
        "devices/{d}/messages/events/#",
        ""
      })
  void aMessageToAForeignTopicEndsTheConnection(String topic) {
    Device device = hub.device("foreign-topic");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      String named = topic.replace("{d}", device.getDeviceId());
      socket.publish(named, new byte[] {'x'}, 1, false);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    assertThat(hub.telemetry(device.getDeviceId())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "devices/#",
        "devices/+/messages/devicebound/#",
        "devices/another/messages/devicebound/#",
        "devices/{d}/modules/camera/inputs/#",
        "$iothub/#"
      })
  void aForeignTopicFilterIsRefusedAndTheOthersAreServed(String filter) {
    Device device = hub.device("foreign-filter");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      assertThat(socket.subscribe(filter.replace("{d}", device.getDeviceId()), 1)).isEqualTo(0x80);
      assertThat(socket.subscribe("$iothub/methods/POST/#", 2)).isEqualTo(1);
      socket.publishAndWait(events(device), "still there");
    }
  }

  @Test
  void acknowledgementsComeInTheOrderOfTheMessages() {
    Device device = hub.device("order");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      socket.subscribe("$iothub/twin/res/#", 0);
      socket.publish(events(device), new byte[200 * KB], 1, false);
      socket.publish("$iothub/twin/GET/?$rid=1", new byte[0], 1, false);
      socket.publish(events(device), new byte[] {'b'}, 1, false);

      List<Integer> acknowledged = new java.util.ArrayList<>();
      while (acknowledged.size() < 3) {
        MqttSocket.Packet packet = socket.receive();
        if (packet.type() == MqttSocket.PUBACK) {
          acknowledged.add(packet.packetId());
        }
      }

      assertThat(acknowledged).isSorted().doesNotHaveDuplicates();
    }
  }
}
