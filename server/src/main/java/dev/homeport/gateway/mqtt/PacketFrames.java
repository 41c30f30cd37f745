package dev.homeport.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/**
 * Cuts the bytes into whole packets by their fixed headers (MQTT 3.1.1 §2.2) before they are
 * decoded. The decoder alone would look for a field that is longer than its packet in the packets
 * that follow, and wait for them in silence; here it gets one packet at a time, and one that it
 * makes nothing of is malformed. Confined to the event loop.
 */
final class PacketFrames extends ByteToMessageDecoder {

  private static final int MAX_LENGTH_BYTES = 4;

  private final int maxBytes;
  private long cut;
  private long decoded;
  private boolean malformed;

  /**
   * @param maxBytes of a packet behind its fixed header
   */
  PacketFrames(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The handler behind the decoder, which sees what that made of the packets. */
  ChannelHandler witness() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object packet) {
        decoded++;
        context.fireChannelRead(packet);
      }
    };
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (malformed) {
      in.skipBytes(in.readableBytes());
      return;
    }
    requireDecoded();
    int length = 0;
    for (int i = 1; i <= MAX_LENGTH_BYTES; i++) {
      if (in.readableBytes() <= i) {
        return;
      }
      int digit = in.getUnsignedByte(in.readerIndex() + i);
      length |= (digit & 0x7f) << (7 * (i - 1));
      if (digit < 0x80) {
        cut(in, 1 + i, length, out);
        return;
      }
    }
    throw malformed(new CorruptedFrameException("the length of a packet has more than 4 bytes"));
  }

  private void cut(ByteBuf in, int headerBytes, int length, List<Object> out) {
    if (length > maxBytes) {
      throw malformed(new TooLongFrameException("a packet has " + length + " bytes"));
    }
    if (in.readableBytes() >= headerBytes + length) {
      out.add(in.readRetainedSlice(headerBytes + length));
      cut++;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (!malformed) {
      requireDecoded();
    }
    super.channelReadComplete(context);
  }

  private void requireDecoded() {
    if (cut != decoded) {
      throw malformed(new CorruptedFrameException("a field is longer than its packet"));
    }
  }

  private DecoderException malformed(DecoderException why) {
    malformed = true;
    return why;
  }
}
