package dev.homeport.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets that are malformed in one way each, and what the client and the log are told. */
final class MqttEdgeTest {

  private static final MqttEdge EDGE = new MqttEdge();
  private static final String USER = MqttEdge.HOST + "/device/";

  @BeforeEach
  void forgetLines() {
    EDGE.logged.clear();
  }

  @AfterEach
  void requireCleanEnd() {
    EDGE.requireServedNeighbour();
    EDGE.requireNothingLeft();
  }

  @AfterAll
  static void close() {
    EDGE.close();
  }

  /** Keys and values stand before the message. */
  private static void assertLines(String... messages) {
    assertThat(EDGE.logged.lines()).hasSameSizeAs(messages);
    for (int i = 0; i < messages.length; i++) {
      assertThat(EDGE.logged.lines().get(i)).endsWith(messages[i]).doesNotContain("\n");
    }
  }

  @Test
  void tellsInOneLineWhyAFirstPacketWasRefused() {
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.joined(List.of(Packets.PINGREQ, Packets.PINGREQ)));

      assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
      assertLines("first packet is no CONNECT");
    }
  }

  @Test
  void tellsInOneLineThatAPacketIsMalformedHoweverMuchFollows() {
    try (MqttClient client = EDGE.connectDevice()) {
      EDGE.logged.clear();

      byte[] wrongQos = Packets.framed(0x36, new byte[] {0, 1, 'a', 0, 1});
      client.send(Packets.joined(List.of(wrongQos, wrongQos, Packets.PINGREQ)));

      assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
      assertLines("malformed packet", "device disconnected");
    }
  }

  @Test
  void acknowledgesAPatchWithItsAnswerAndNotBefore() {
    try (MqttClient device = EDGE.connectDevice()) {
      device.send(Packets.subscribe("$iothub/twin/res/#"));
      assertThat(device.next()).isEqualTo("SUBACK 8");

      byte[] patch =
          Packets.publish(
              "$iothub/twin/PATCH/properties/reported/?$rid=1", MqttQoS.AT_LEAST_ONCE, "{}");
      device.send(Packets.joined(List.of(patch, Packets.PINGREQ)));

      assertThat(device.next()).isEqualTo("PINGRESP ");
      assertThat(device.next()).isEqualTo("PUBACK 7");
      assertThat(device.next()).startsWith("PUBLISH $iothub/twin/res/204/?$rid=1");
    }
  }

  @Test
  void doesNotServeAConnectBehindARefusedOne() {
    byte[] nameless =
        Packets.encoded(Packets.connecting("device", "", MqttEdge.token(MqttEdge.DEVICE)).build());
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.joined(List.of(nameless, nameless)));

      assertThat(client.next()).startsWith("CONNACK CONNECTION_REFUSED");
      assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
      assertLines("connection refused");
    }
  }

  @Test
  void doesNotWaitForTheRestOfAFieldThatIsLongerThanItsPacket() {
    byte[] subscribe = Packets.subscribe("$iothub/twin/res/#");
    subscribe[4] = 0x7f;
    String token = MqttEdge.token(MqttEdge.DEVICE);
    byte[] connect = Packets.connect(MqttEdge.DEVICE, token);
    connect[connect.length - token.length() - 2] = 0x7f;
    try (MqttClient device = EDGE.connectDevice();
        MqttClient stranger = EDGE.connect()) {
      EDGE.logged.clear();

      device.send(Packets.joined(List.of(subscribe, Packets.PINGREQ)));
      assertThat(device.next()).isEqualTo(MqttClient.CLOSED);
      assertLines("connection broke", "device disconnected");

      stranger.send(connect);
      assertThat(stranger.next()).isEqualTo(MqttClient.CLOSED);
    }
  }

  @Test
  void endsAConnectionWhosePacketIsLargerThanAnyMessageAtItsHeader() {
    try (MqttClient device = EDGE.connectDevice()) {
      device.send(new byte[] {0x30, (byte) 0xff, (byte) 0xff, 0x7f});

      assertThat(device.next()).isEqualTo(MqttClient.CLOSED);
    }
    try (MqttClient device = EDGE.connect()) {
      device.send(new byte[] {0x10, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});

      assertThat(device.next()).isEqualTo(MqttClient.CLOSED);
    }
  }

  @Test
  void refusesATokenWhosePolicyNameNobodyCouldStore() {
    String token = MqttEdge.token(MqttEdge.DEVICE) + "&skn=%00";
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.connect(MqttEdge.DEVICE, token));

      assertThat(client.next()).isEqualTo("CONNACK CONNECTION_REFUSED_NOT_AUTHORIZED");
    }
  }

  @Test
  void refusesAModelIdThatNobodyCouldStore() {
    try (MqttClient client = EDGE.connect()) {
      client.send(
          Packets.encoded(
              Packets.connecting("device", USER + "?model-id=%00", MqttEdge.token(MqttEdge.DEVICE))
                  .build()));

      assertThat(client.next()).isEqualTo("CONNACK CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD");
    }
  }

  @Test
  void acceptsATokenThatLastsLongerThanAnyTimer() {
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.connect(MqttEdge.DEVICE, MqttEdge.token(MqttEdge.DEVICE, Instant.MAX)));

      assertThat(client.next()).isEqualTo("CONNACK CONNECTION_ACCEPTED");
    }
  }

  @Test
  void closesTheConnectionThoughItsWillCannotBeRead() {
    MqttMessageBuilders.ConnectBuilder connect =
        Packets.connecting("device", USER, MqttEdge.token(MqttEdge.DEVICE))
            .willFlag(true)
            .willQoS(MqttQoS.AT_MOST_ONCE)
            .willTopic("devices/device/messages/events/%")
            .willMessage("gone".getBytes(StandardCharsets.UTF_8));
    int before = EDGE.telemetryCount();
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.encoded(connect.build()));
      assertThat(client.next()).isEqualTo("CONNACK CONNECTION_ACCEPTED");

      client.send(Packets.publish("somewhere/else", MqttQoS.AT_MOST_ONCE, ""));

      assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
      assertThat(EDGE.logged.lines()).anyMatch(line -> line.endsWith("will refused"));
      assertThat(EDGE.telemetryCount()).isEqualTo(before);
    }
  }

  @Test
  void storesAWillWhenTheConnectionBreaks() {
    MqttMessageBuilders.ConnectBuilder connect =
        Packets.connecting("device", USER, MqttEdge.token(MqttEdge.DEVICE))
            .willFlag(true)
            .willQoS(MqttQoS.AT_MOST_ONCE)
            .willTopic("devices/device/messages/events/")
            .willMessage("gone".getBytes(StandardCharsets.UTF_8));
    int before = EDGE.telemetryCount();
    try (MqttClient client = EDGE.connect()) {
      client.send(Packets.encoded(connect.build()));
      assertThat(client.next()).isEqualTo("CONNACK CONNECTION_ACCEPTED");
    }

    EDGE.requireNothingLeft();
    assertThat(EDGE.telemetryCount()).isEqualTo(before + 1);
  }

  @Test
  void endsAConnectionThatSubscribesToNothing() {
    for (int type : List.of(0x82, 0xa2)) {
      try (MqttClient client = EDGE.connectDevice()) {
        client.send(Packets.framed(type, new byte[] {0, 1}));

        assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
      }
      EDGE.requireNothingLeft();
    }
  }

  @Test
  void endsAConnectionWhoseRequestIdWouldNotFitIntoTheAnswer() {
    try (MqttClient client = EDGE.connectDevice()) {
      client.send(Packets.subscribe("$iothub/twin/res/#"));
      assertThat(client.next()).isEqualTo("SUBACK 8");

      client.send(
          Packets.publish(
              "$iothub/twin/GET/?$rid=" + "r".repeat(65_500), MqttQoS.AT_MOST_ONCE, ""));

      assertThat(client.next()).isEqualTo(MqttClient.CLOSED);
    }
  }

  @Test
  void answersATwinPatchThatIsNoJson() {
    try (MqttClient client = EDGE.connectDevice()) {
      client.send(Packets.subscribe("$iothub/twin/res/#"));
      assertThat(client.next()).isEqualTo("SUBACK 8");

      for (String json :
          List.of("{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "[", "{\"a\":1e400}")) {
        client.send(
            Packets.publish(
                "$iothub/twin/PATCH/properties/reported/?$rid=1", MqttQoS.AT_MOST_ONCE, json));

        assertThat(client.next()).isEqualTo("PUBLISH $iothub/twin/res/400/?$rid=1");
      }
    }
  }
}
