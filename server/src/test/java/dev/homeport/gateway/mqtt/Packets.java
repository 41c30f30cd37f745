package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** MQTT packets as bytes. */
final class Packets {

  static final byte[] PINGREQ = {(byte) 0xc0, 0};
  static final byte[] DISCONNECT = {(byte) 0xe0, 0};

  private Packets() {}

  static byte[] connect(Identity identity, String token) {
    return encoded(
        connecting(identity.path(), MqttEdge.HOST + "/" + identity.path() + "/", token).build());
  }

  static MqttMessageBuilders.ConnectBuilder connecting(
      String clientId, String userName, String token) {
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_3_1_1)
        .clientId(clientId)
        .username(userName)
        .password(token.getBytes(StandardCharsets.UTF_8))
        .cleanSession(true)
        .keepAlive(60);
  }

  static byte[] publish(String topic, MqttQoS qos, String payload) {
    return encoded(
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(qos)
            .messageId(7)
            .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8))
            .build());
  }

  static byte[] subscribe(String filter) {
    return encoded(
        MqttMessageBuilders.subscribe()
            .messageId(8)
            .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
            .build());
  }

  static byte[] unsubscribe(String filter) {
    return encoded(MqttMessageBuilders.unsubscribe().messageId(9).addTopicFilter(filter).build());
  }

  /** What a device says in the course of a connection, each kind once. */
  static List<byte[]> conversation(Identity identity) {
    String base = "devices/" + identity.deviceId() + "/messages/";
    return List.of(
        subscribe("$iothub/twin/res/#"),
        subscribe("$iothub/methods/POST/#"),
        subscribe(base + "devicebound/#"),
        publish(base + "events/a=b&%24.ct=application%2Fjson", MqttQoS.AT_LEAST_ONCE, "{\"t\":1}"),
        publish(base + "events/", MqttQoS.AT_MOST_ONCE, "x"),
        publish("$iothub/twin/GET/?$rid=1", MqttQoS.AT_MOST_ONCE, ""),
        publish(
            "$iothub/twin/PATCH/properties/reported/?$rid=2&$version=1",
            MqttQoS.AT_LEAST_ONCE,
            "{\"a\":{\"b\":1.5},\"c\":\"d\"}"),
        publish("$iothub/methods/res/200/?$rid=1", MqttQoS.AT_MOST_ONCE, "{\"ok\":true}"),
        new byte[] {0x40, 2, 0, 1},
        unsubscribe("$iothub/methods/POST/#"),
        PINGREQ,
        DISCONNECT);
  }

  static byte[] encoded(MqttMessage message) {
    EmbeddedChannel channel = new EmbeddedChannel(MqttEncoder.INSTANCE);
    channel.writeOutbound(message);
    ByteBuf bytes = channel.readOutbound();
    byte[] copy = ByteBufUtil.getBytes(bytes);
    bytes.release();
    channel.finishAndReleaseAll();
    return copy;
  }

  /** A packet of any first byte and content whose length is told truthfully. */
  static byte[] framed(int firstByte, byte[] content) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(firstByte);
    int rest = content.length;
    do {
      packet.write((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
      rest >>= 7;
    } while (rest > 0);
    packet.writeBytes(content);
    return packet.toByteArray();
  }

  static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** The content of a packet, without its fixed header. */
  static byte[] content(byte[] packet) {
    int at = 1;
    while ((packet[at] & 0x80) != 0) {
      at++;
    }
    return java.util.Arrays.copyOfRange(packet, at + 1, packet.length);
  }
}
