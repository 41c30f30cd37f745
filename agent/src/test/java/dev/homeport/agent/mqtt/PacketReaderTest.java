package dev.homeport.agent.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketReaderTest {

  private static final List<String> PACKETS =
      List.of(
          "connected 0 false",
          "subscribed 1 false",
          "received $iothub/twin/res/200/?$rid=1 0 {\"desired\":{}}",
          "published 2",
          "received a/b 7 " + "x".repeat(200),
          "pinged",
          "received empty 0 ",
          "subscribed 515 true",
          "published 65535",
          "connected 5 true");

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

  @AfterEach
  void nothingIsLeaked() {
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void readsPacketsThatArriveTogether() {
    assertThat(read(stream())).isEqualTo(PACKETS);
  }

  @Test
  void readsPacketsSplitAtEveryByte() {
    byte[] stream = stream();
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(read(part(stream, 0, cut), part(stream, cut, stream.length)))
          .as("cut at %d", cut)
          .isEqualTo(PACKETS);
    }
  }

  @Test
  void readsPacketsSplitAtEveryTwoBytes() {
    byte[] stream = stream();
    for (int first = 0; first <= stream.length; first++) {
      for (int second = first; second <= stream.length; second++) {
        assertThat(
                read(
                    part(stream, 0, first),
                    part(stream, first, second),
                    part(stream, second, stream.length)))
            .as("cut at %d and %d", first, second)
            .isEqualTo(PACKETS);
      }
    }
  }

  @Test
  void readsPacketsThatArriveByteByByte() {
    byte[] stream = stream();
    byte[][] parts = new byte[stream.length][];
    for (int i = 0; i < stream.length; i++) {
      parts[i] = part(stream, i, i + 1);
    }
    assertThat(read(parts)).isEqualTo(PACKETS);
  }

  @Test
  void readsAPacketOfAMegabyteInSmallParts() {
    byte[] payload = new byte[1024 * 1024 - 100];
    Arrays.fill(payload, (byte) 'y');
    ByteBuf out = allocator.buffer();
    MqttPackets.publish(out, "large", 0, payload);
    byte[] stream = drain(out);
    byte[][] parts = new byte[(stream.length + 999) / 1000][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(stream, i * 1000, Math.min(stream.length, (i + 1) * 1000));
    }

    List<String> packets = read(parts);

    assertThat(packets)
        .containsExactly("received large 0 " + new String(payload, StandardCharsets.US_ASCII));
  }

  @Test
  void readsNothingAfterItsSinkClosedIt() {
    byte[] stream = stream();
    for (int cut = 0; cut <= stream.length; cut++) {
      List<String> packets = new ArrayList<>();
      PacketReader[] reader = new PacketReader[1];
      reader[0] =
          new PacketReader(
              new Recorder(
                  packet -> {
                    packets.add(packet);
                    if (packet.equals("published 2")) {
                      reader[0].close();
                    }
                  }));

      feed(reader[0], part(stream, 0, cut));
      feed(reader[0], part(stream, cut, stream.length));

      assertThat(packets).as("cut at %d", cut).isEqualTo(PACKETS.subList(0, 4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000", // CONNACK without a return code
        "200100", // CONNACK with half of it
        "4000", // PUBACK without a packet id
        "400107", // PUBACK with half of it
        "9001", // SUBACK with half a packet id
        "3000", // PUBLISH without a topic
        "30020005", // PUBLISH whose topic is longer than the packet
        "3203000161", // PUBLISH at QoS 1 without a packet id
        "1000", // CONNECT, which no server sends
        "30ffffff7f", // more than a megabyte
        "30ffffffff01" // a remaining length of five bytes
      })
  void refusesWhatIsNoPacket(String hex) {
    byte[] malformed = HexFormat.of().parseHex(hex);
    byte[] answersToPings = HexFormat.of().parseHex("d000".repeat(32));

    assertThatThrownBy(() -> read(malformed, answersToPings))
        .isInstanceOf(CorruptedFrameException.class);
  }

  private byte[] stream() {
    ByteBuf out = allocator.buffer();
    out.writeBytes(new byte[] {0x20, 2, 0, 0});
    out.writeBytes(new byte[] {(byte) 0x90, 6, 0, 1, 1, 1, 0, 1});
    MqttPackets.publish(
        out,
        "$iothub/twin/res/200/?$rid=1",
        0,
        "{\"desired\":{}}".getBytes(StandardCharsets.US_ASCII));
    MqttPackets.puback(out, 2);
    MqttPackets.publish(out, "a/b", 7, "x".repeat(200).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {(byte) 0xD0, 0});
    MqttPackets.publish(out, "empty", 0, new byte[0]);
    out.writeBytes(new byte[] {(byte) 0x90, 4, 2, 3, 1, (byte) 0x80});
    MqttPackets.puback(out, 65_535);
    out.writeBytes(new byte[] {0x20, 2, 1, 5});
    return drain(out);
  }

  private static byte[] drain(ByteBuf out) {
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    out.release();
    return bytes;
  }

  private static byte[] part(byte[] stream, int from, int to) {
    return Arrays.copyOfRange(stream, from, to);
  }

  private List<String> read(byte[]... parts) {
    List<String> packets = new ArrayList<>();
    PacketReader reader = new PacketReader(new Recorder(packets::add));
    try {
      for (byte[] part : parts) {
        feed(reader, part);
      }
    } finally {
      reader.close();
    }
    return packets;
  }

  private void feed(PacketReader reader, byte[] part) {
    ByteBuf in = allocator.buffer(Math.max(1, part.length)).writeBytes(part);
    try {
      reader.read(in);
    } finally {
      in.release();
    }
  }

  /** Writes each packet down as a line. */
  private record Recorder(Consumer<String> to) implements PacketSink {

    @Override
    public void connected(int returnCode, boolean sessionPresent) {
      to.accept("connected " + returnCode + " " + sessionPresent);
    }

    @Override
    public void published(int packetId) {
      to.accept("published " + packetId);
    }

    @Override
    public void subscribed(int packetId, boolean refused) {
      to.accept("subscribed " + packetId + " " + refused);
    }

    @Override
    public void received(String topic, int packetId, ByteBuf payload) {
      to.accept(
          "received " + topic + " " + packetId + " " + payload.toString(StandardCharsets.US_ASCII));
    }

    @Override
    public void pinged() {
      to.accept("pinged");
    }
  }
}
