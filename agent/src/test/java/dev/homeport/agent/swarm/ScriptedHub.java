package dev.homeport.agent.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.agent.mqtt.MqttPackets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The hub's side of a light device's connection, in a channel whose clock the test moves. */
final class ScriptedHub {

  static final String SUBSCRIBED = "SUBSCRIBE";
  static final String DISCONNECTED = "DISCONNECT";

  private final EmbeddedChannel channel;

  ScriptedHub(LightConnection connection) {
    channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast(connection);
    connection.channelActive(channel.pipeline().context(connection));
  }

  EmbeddedChannel channel() {
    return channel;
  }

  /** TLS stands. */
  ScriptedHub shakeHands() {
    channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
    return this;
  }

  ScriptedHub accept() {
    return say("20020000");
  }

  ScriptedHub refuse(int returnCode) {
    return say("200200" + HexFormat.of().toHexDigits((byte) returnCode));
  }

  ScriptedHub confirmSubscriptions() {
    return say("9006000100000000");
  }

  ScriptedHub acknowledge(int packetId) {
    return say("4002" + HexFormat.of().toHexDigits((short) packetId));
  }

  private ScriptedHub say(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    return this;
  }

  ScriptedHub publish(String topic, String payload) {
    ByteBuf out = channel.alloc().buffer();
    MqttPackets.publish(out, topic, 0, payload.getBytes(UTF_8));
    channel.writeInbound(out);
    return this;
  }

  ScriptedHub passSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
    return this;
  }

  /**
   * What the device has said since the last call: {@code CONNECT clientId userName}, {@code PUBLISH
   * topic payload}, else the packet's name.
   */
  List<String> heard() {
    List<String> heard = new ArrayList<>();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      while (out.isReadable()) {
        heard.add(packet(out));
      }
      out.release();
    }
    return heard;
  }

  /** What the device has said since the last call, without its telemetry. */
  List<String> heardWithoutTelemetry() {
    return heard().stream().filter(packet -> !isTelemetry(packet)).toList();
  }

  /** How many telemetry messages the device has sent since the last call. */
  long telemetryHeard() {
    return heard().stream().filter(ScriptedHub::isTelemetry).count();
  }

  static boolean isTelemetry(String packet) {
    return packet.startsWith("PUBLISH devices/");
  }

  private static String packet(ByteBuf in) {
    int header = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 0x7F) << shift;
      shift += 7;
    } while (digit > 0x7F);
    ByteBuf body = in.readSlice(length);
    return switch (header >>> 4) {
      case 1 -> {
        body.skipBytes(10);
        yield "CONNECT " + string(body) + " " + string(body);
      }
      case 3 -> {
        String topic = string(body);
        if ((header & 0x06) != 0) {
          body.skipBytes(2);
        }
        yield ("PUBLISH " + topic + " " + body.toString(UTF_8)).strip();
      }
      case 8 -> SUBSCRIBED;
      case 12 -> "PINGREQ";
      case 14 -> DISCONNECTED;
      default -> throw new IllegalArgumentException("packet type " + (header >>> 4));
    };
  }

  private static String string(ByteBuf in) {
    return in.readCharSequence(in.readUnsignedShort(), UTF_8).toString();
  }
}
