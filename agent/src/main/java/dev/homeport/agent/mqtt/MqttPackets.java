package dev.homeport.agent.mqtt;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a client's MQTT 3.1.1 packets into buffers. */
public final class MqttPackets {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH = 0x30;
  private static final int PUBACK = 0x40;
  private static final int SUBSCRIBE = 0x82;
  private static final int PINGREQ = 0xC0;
  private static final int DISCONNECT = 0xE0;
  private static final byte[] PROTOCOL_NAME = {0, 4, 'M', 'Q', 'T', 'T'};
  private static final int PROTOCOL_LEVEL = 4;

  private MqttPackets() {}

  /**
   * CONNECT with an optional user name and password (MQTT 3.1.1 §3.1).
   *
   * @param keepAliveSeconds 0 turns keep-alive off
   */
  public static void connect(
      ByteBuf out,
      String clientId,
      @Nullable String userName,
      @Nullable String password,
      int keepAliveSeconds,
      boolean cleanSession) {
    byte[] id = utf8(clientId);
    byte[] user = userName == null ? null : utf8(userName);
    byte[] secret = password == null ? null : utf8(password);
    int flags = (cleanSession ? 0x02 : 0) | (user == null ? 0 : 0x80) | (secret == null ? 0 : 0x40);
    int remaining = PROTOCOL_NAME.length + 4 + 2 + id.length;
    remaining += user == null ? 0 : 2 + user.length;
    remaining += secret == null ? 0 : 2 + secret.length;

    out.writeByte(CONNECT);
    writeRemainingLength(out, remaining);
    out.writeBytes(PROTOCOL_NAME).writeByte(PROTOCOL_LEVEL).writeByte(flags);
    out.writeShort(keepAliveSeconds);
    writeString(out, id);
    if (user != null) {
      writeString(out, user);
    }
    if (secret != null) {
      writeString(out, secret);
    }
  }

  /** SUBSCRIBE to filters, all at the same QoS (§3.8). */
  public static void subscribe(ByteBuf out, int packetId, int qos, String... filters) {
    byte[][] encoded = new byte[filters.length][];
    int remaining = 2;
    for (int i = 0; i < filters.length; i++) {
      encoded[i] = utf8(filters[i]);
      remaining += 3 + encoded[i].length;
    }
    out.writeByte(SUBSCRIBE);
    writeRemainingLength(out, remaining);
    out.writeShort(packetId);
    for (byte[] filter : encoded) {
      writeString(out, filter);
      out.writeByte(qos);
    }
  }

  /** PUBLISH at QoS 0, or at QoS 1 when {@code packetId} is above 0 (§3.3). */
  public static void publish(ByteBuf out, String topic, int packetId, byte[] payload) {
    byte[] name = utf8(topic);
    boolean acknowledged = packetId > 0;
    out.writeByte(acknowledged ? PUBLISH | 0x02 : PUBLISH);
    writeRemainingLength(out, 2 + name.length + (acknowledged ? 2 : 0) + payload.length);
    writeString(out, name);
    if (acknowledged) {
      out.writeShort(packetId);
    }
    out.writeBytes(payload);
  }

  /** PUBACK (§3.4). */
  public static void puback(ByteBuf out, int packetId) {
    out.writeByte(PUBACK).writeByte(2).writeShort(packetId);
  }

  /** PINGREQ (§3.12). */
  public static void pingRequest(ByteBuf out) {
    out.writeByte(PINGREQ).writeByte(0);
  }

  /** DISCONNECT (§3.14). */
  public static void disconnect(ByteBuf out) {
    out.writeByte(DISCONNECT).writeByte(0);
  }

  /** Seven bits a byte, lowest first, the top bit says that more follow (§2.2.3). */
  private static void writeRemainingLength(ByteBuf out, int length) {
    int rest = length;
    while (rest > 0x7F) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static void writeString(ByteBuf out, byte[] utf8) {
    out.writeShort(utf8.length);
    out.writeBytes(utf8);
  }

  private static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException("an MQTT string holds at most 65,535 bytes");
    }
    return bytes;
  }
}
