package dev.homeport.agent.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a server's byte stream into MQTT packets and hands each to a {@link PacketSink}.
 *
 * <p>Whole packets are read straight from the incoming buffer; only the tail of a packet that was
 * split between two reads is copied. Confined to one connection's event loop.
 */
public final class PacketReader {
  private static final int MAX_PACKET_BYTES = 1024 * 1024;

  private final PacketSink sink;
  private ByteBuf tail = Unpooled.EMPTY_BUFFER;

  /** A reader for one connection. */
  public PacketReader(PacketSink sink) {
    this.sink = sink;
  }

  /**
   * Reads every whole packet in {@code in} and keeps what is left of a split one. Does not release
   * {@code in}.
   */
  public void read(ByteBuf in) {
    if (!tail.isReadable()) {
      readPackets(in);
      if (in.isReadable()) {
        keep(in);
      }
      return;
    }
    tail.writeBytes(in);
    readPackets(tail);
    if (tail.isReadable()) {
      tail.discardReadBytes();
    } else {
      close();
    }
  }

  /** Lets go of a half-read packet. */
  public void close() {
    tail.release();
    tail = Unpooled.EMPTY_BUFFER;
  }

  private void keep(ByteBuf in) {
    tail = in.alloc().buffer(Math.max(256, in.readableBytes() * 2)).writeBytes(in);
  }

  private void readPackets(ByteBuf in) {
    while (in.readableBytes() >= 2) {
      int start = in.readerIndex();
      int header = in.readUnsignedByte();
      int length = readRemainingLength(in);
      if (length < 0 || in.readableBytes() < length) {
        in.readerIndex(start);
        return;
      }
      int end = in.readerIndex() + length;
      readPacket(header, in, end);
      in.readerIndex(end);
    }
  }

  /**
   * The packet's remaining length, or -1 when its bytes have not all arrived (MQTT 3.1.1 §2.2.3).
   */
  private static int readRemainingLength(ByteBuf in) {
    int length = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      if (!in.isReadable()) {
        return -1;
      }
      int digit = in.readUnsignedByte();
      length |= (digit & 0x7F) << shift;
      if ((digit & 0x80) == 0) {
        if (length > MAX_PACKET_BYTES) {
          throw new CorruptedFrameException("packet of " + length + " bytes");
        }
        return length;
      }
    }
    throw new CorruptedFrameException("remaining length of more than four bytes");
  }

  private void readPacket(int header, ByteBuf in, int end) {
    switch (header >>> 4) {
      case 2 -> {
        boolean sessionPresent = (in.readUnsignedByte() & 1) == 1;
        sink.connected(in.readUnsignedByte(), sessionPresent);
      }
      case 3 -> readPublish(header, in, end);
      case 4 -> sink.published(in.readUnsignedShort());
      case 9 -> readSuback(in, end);
      case 13 -> sink.pinged();
      default -> throw new CorruptedFrameException("packet type " + (header >>> 4));
    }
  }

  private void readPublish(int header, ByteBuf in, int end) {
    int topicLength = in.readUnsignedShort();
    String topic = in.readCharSequence(topicLength, StandardCharsets.UTF_8).toString();
    int qos = (header >>> 1) & 3;
    int packetId = qos == 0 ? 0 : in.readUnsignedShort();
    sink.received(topic, packetId, in.slice(in.readerIndex(), end - in.readerIndex()));
  }

  private void readSuback(ByteBuf in, int end) {
    int packetId = in.readUnsignedShort();
    boolean refused = false;
    while (in.readerIndex() < end) {
      refused |= in.readUnsignedByte() == 0x80;
    }
    sink.subscribed(packetId, refused);
  }
}
