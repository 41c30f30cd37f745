package dev.homeport.agent.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a server's byte stream into MQTT packets and hands each to a {@link PacketSink}.
 *
 * <p>Whole packets are read straight from the incoming buffer; only a packet that was split between
 * two reads is copied. A malformed packet ends the reading, because where the next one begins is
 * not known then. Confined to one connection's event loop.
 */
public final class PacketReader {
  private static final int MAX_PACKET_BYTES = 1024 * 1024;
  private static final int LEAST_TAIL_BYTES = 256;

  private final PacketSink sink;
  private @Nullable ByteBuf tail;
  private boolean closed;

  /** A reader for one connection. */
  public PacketReader(PacketSink sink) {
    this.sink = sink;
  }

  /**
   * Reads every whole packet in {@code in} and keeps what is left of a split one. Does not release
   * {@code in}. Reads nothing more once closed, not even the rest of {@code in} when the sink
   * closes it.
   *
   * @throws CorruptedFrameException for what is no packet of a server
   */
  public void read(ByteBuf in) {
    if (closed) {
      return;
    }
    // The sink may close this reader from within: the tail is nobody else's until it is put back.
    ByteBuf kept = tail;
    tail = null;
    boolean rest = false;
    try {
      ByteBuf stream = kept == null ? in : kept.writeBytes(in);
      rest = readPackets(stream);
    } finally {
      if (kept != null && !rest) {
        kept.release();
      }
    }
    if (rest) {
      tail = kept == null ? copy(in) : kept.discardReadBytes();
    }
  }

  /** Lets go of a half-read packet; for good. */
  public void close() {
    closed = true;
    if (tail != null) {
      tail.release();
      tail = null;
    }
  }

  private static ByteBuf copy(ByteBuf in) {
    return in.alloc().buffer(Math.max(LEAST_TAIL_BYTES, in.readableBytes() * 2)).writeBytes(in);
  }

  /** Whether bytes are left that the next read will need. */
  private boolean readPackets(ByteBuf in) {
    boolean sound = false;
    try {
      while (!closed && readPacket(in)) {}
      sound = true;
    } finally {
      closed |= !sound;
    }
    return !closed && in.isReadable();
  }

  /** False when the packet's bytes have not all arrived. */
  private boolean readPacket(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return false;
    }
    int start = in.readerIndex();
    int header = in.readUnsignedByte();
    int length = readRemainingLength(in);
    if (length < 0 || in.readableBytes() < length) {
      in.readerIndex(start);
      return false;
    }
    int end = in.readerIndex() + length;
    readBody(header, in, length, end);
    in.readerIndex(end);
    return true;
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
        require(length <= MAX_PACKET_BYTES, "packet of more than a megabyte");
        return length;
      }
    }
    throw new CorruptedFrameException("remaining length of more than four bytes");
  }

  private void readBody(int header, ByteBuf in, int length, int end) {
    switch (header >>> 4) {
      case 2 -> {
        require(length == 2, "CONNACK");
        boolean sessionPresent = (in.readUnsignedByte() & 1) == 1;
        sink.connected(in.readUnsignedByte(), sessionPresent);
      }
      case 3 -> readPublish(header, in, length, end);
      case 4 -> {
        require(length == 2, "PUBACK");
        sink.published(in.readUnsignedShort());
      }
      case 9 -> readSuback(in, length, end);
      case 13 -> sink.pinged();
      default -> throw new CorruptedFrameException("packet type " + (header >>> 4));
    }
  }

  private void readPublish(int header, ByteBuf in, int length, int end) {
    int qos = (header >>> 1) & 3;
    int idBytes = qos == 0 ? 0 : 2;
    require(length >= 2 + idBytes, "PUBLISH");
    int topicLength = in.readUnsignedShort();
    require(length >= 2 + topicLength + idBytes, "PUBLISH");
    String topic = in.readCharSequence(topicLength, StandardCharsets.UTF_8).toString();
    int packetId = qos == 0 ? 0 : in.readUnsignedShort();
    sink.received(topic, packetId, in.slice(in.readerIndex(), end - in.readerIndex()));
  }

  private void readSuback(ByteBuf in, int length, int end) {
    require(length > 2, "SUBACK");
    int packetId = in.readUnsignedShort();
    boolean refused = false;
    while (in.readerIndex() < end) {
      refused |= in.readUnsignedByte() == 0x80;
    }
    sink.subscribed(packetId, refused);
  }

  private static void require(boolean wellFormed, String what) {
    if (!wellFormed) {
      throw new CorruptedFrameException("malformed: " + what);
    }
  }
}
