package dev.homeport.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever bytes come, a client gets an answer or a clean close, and its neighbour nothing. */
final class MqttFuzzTest {

  private static final MqttEdge EDGE = new MqttEdge();

  @AfterContainer
  static void close() {
    EDGE.close();
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void anyBytesLeaveNothingBehind(@ForAll byte[] bytes, @ForAll byte[] more) {
    MqttClient client = EDGE.connect();

    client.send(bytes);
    client.send(more);

    EDGE.requireServedNeighbour();
    client.close();
    EDGE.requireNothingLeft();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void anyBytesInAWebSocketLeaveNothingBehind(
      @ForAll byte[] bytes, @ForAll("webSocketFrames") byte[] frames) {
    MqttClient client = EDGE.connectWebSocket();

    client.send(frames);
    client.send(bytes);

    EDGE.requireServedNeighbour();
    client.close();
    EDGE.requireNothingLeft();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aMangledConnectIsAnsweredOrClosed(@ForAll("mangledConnects") byte[] connect) {
    MqttClient client = EDGE.connect();

    client.send(connect);

    String answer = client.next();
    assertThat(answer).matches("CONNACK .*|closed");
    EDGE.requireServedNeighbour();
    client.close();
    EDGE.requireNothingLeft();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void afterMangledPacketsAPingIsAnsweredOrTheConnectionClosed(
      @ForAll("mangledConversations") byte[] conversation) {
    MqttClient client = EDGE.connectDevice();

    client.send(conversation);
    client.send(Packets.PINGREQ);

    client.skipTo("PINGRESP ");
    EDGE.requireServedNeighbour();
    client.close();
    EDGE.requireNothingLeft();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void packetsCutAnywhereAreReadAsWholeOnes(@ForAll("cuts") List<Integer> cuts) {
    byte[] whole = Packets.joined(Packets.conversation(MqttEdge.DEVICE));
    MqttClient client = EDGE.connectDevice();

    int from = 0;
    for (int cut : cuts.stream().map(cut -> cut % whole.length).sorted().distinct().toList()) {
      client.send(Arrays.copyOfRange(whole, from, cut));
      from = cut;
    }
    client.send(Arrays.copyOfRange(whole, from, whole.length));

    assertThat(client.skipTo("PINGRESP ")).isEqualTo("PINGRESP ");
    assertThat(client.skipTo(MqttClient.CLOSED)).isEqualTo(MqttClient.CLOSED);
    EDGE.requireNothingLeft();
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 10_000).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<byte[]> mangledConnects() {
    byte[] connect = Packets.connect(MqttEdge.DEVICE, MqttEdge.token(MqttEdge.DEVICE));
    return mangled(Packets.content(connect)).map(content -> Packets.framed(connect[0], content));
  }

  /** Packets of a device in any order, with truthful lengths and mangled contents. */
  @Provide
  Arbitrary<byte[]> mangledConversations() {
    Arbitrary<byte[]> packet =
        Arbitraries.of(Packets.conversation(MqttEdge.DEVICE))
            .flatMap(
                valid ->
                    Combinators.combine(firstByte(valid[0]), mangled(Packets.content(valid)))
                        .as(Packets::framed));
    return packet.list().ofMinSize(1).ofMaxSize(8).map(Packets::joined);
  }

  private static Arbitrary<Integer> firstByte(byte valid) {
    return Arbitraries.integers()
        .between(0, 255)
        .flatMap(
            any ->
                Arbitraries.of(true, true, true, true, false)
                    .map(keep -> keep ? valid & 0xff : any));
  }

  /** A few bytes overwritten, taken out or put in; often none. */
  private static Arbitrary<byte[]> mangled(byte[] content) {
    Arbitrary<int[]> change =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, Math.max(0, content.length - 1)),
                Arbitraries.of(0, 0xff, 0x80, 0xc0, 0x7f, 0x23, 0x2b, 0x2f, 0x24, 0x25, 0x7b))
            .as((kind, at, value) -> new int[] {kind, at, value});
    return change.list().ofMaxSize(4).map(changes -> apply(content, changes));
  }

  private static byte[] apply(byte[] content, List<int[]> changes) {
    byte[] bytes = content;
    for (int[] change : changes) {
      int at = Math.min(change[1], bytes.length);
      int skipped = change[0] == 2 || at == bytes.length ? 0 : 1;
      byte[] put = change[0] == 1 ? new byte[0] : new byte[] {(byte) change[2]};
      bytes =
          Packets.joined(
              List.of(
                  Arrays.copyOf(bytes, at),
                  put,
                  Arrays.copyOfRange(bytes, at + skipped, bytes.length)));
    }
    return bytes;
  }

  /** Frames of any kind, masked as a client's are, around a CONNECT or around noise. */
  @Provide
  Arbitrary<byte[]> webSocketFrames() {
    byte[] connect = Packets.connect(MqttEdge.DEVICE, MqttEdge.token(MqttEdge.DEVICE));
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(120);
    Arbitrary<byte[]> content =
        Arbitraries.of(true, false).flatMap(real -> real ? mangled(connect) : noise);
    return Combinators.combine(Arbitraries.integers().between(0, 255), content)
        .as(MqttFuzzTest::frame)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(Packets::joined);
  }

  private static byte[] frame(int firstByte, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte < 128 ? 0x82 : firstByte); // half of them whole binary frames
    frame.write(0x80 | 126);
    frame.write(content.length >> 8);
    frame.write(content.length);
    frame.writeBytes(new byte[4]); // the mask
    frame.writeBytes(content);
    return frame.toByteArray();
  }
}
