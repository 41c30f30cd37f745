package dev.homeport.gateway.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client's end of an in-process connection: sends bytes as they are, reads packets. */
final class MqttClient implements AutoCloseable {

  /** Stands in the place of a packet when the server has closed the connection. */
  static final String CLOSED = "closed";

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final Channel channel;

  private MqttClient(EventLoopGroup loops, LocalAddress address, boolean packets) {
    this.channel =
        new Bootstrap()
            .group(loops)
            .channel(LocalChannel.class)
            .handler(
                new ChannelInitializer<LocalChannel>() {
                  @Override
                  protected void initChannel(LocalChannel local) {
                    if (packets) {
                      local.pipeline().addLast(new MqttDecoder(1 << 20));
                    }
                    local.pipeline().addLast(new Receiver());
                  }
                })
            .connect(address)
            .syncUninterruptibly()
            .channel();
  }

  static MqttClient connect(EventLoopGroup loops, LocalAddress address) {
    return new MqttClient(loops, address, true);
  }

  /** One whose server speaks something else than packets. */
  static MqttClient connectRaw(EventLoopGroup loops, LocalAddress address) {
    return new MqttClient(loops, address, false);
  }

  private final class Receiver extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
      received.add(packet instanceof MqttMessage message ? text(message) : "bytes");
      ReferenceCountUtil.release(packet);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      received.add(CLOSED);
    }
  }

  private static String text(MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      return "malformed " + message.decoderResult().cause();
    }
    String detail =
        switch (message) {
          case MqttConnAckMessage ack -> ack.variableHeader().connectReturnCode().name();
          case MqttPublishMessage publish -> publish.variableHeader().topicName();
          default ->
              message.variableHeader() instanceof MqttMessageIdVariableHeader id
                  ? Integer.toString(id.messageId())
                  : "";
        };
    return message.fixedHeader().messageType() + " " + detail;
  }

  void send(byte[] bytes) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }

  /** The type of the next packet with what matters of it, or {@link #CLOSED}. */
  String next() {
    try {
      String next = received.poll(MqttEdge.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("neither an answer nor the end of the connection");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Reads on until {@code wanted} or the end of the connection; returns which of them came. */
  String skipTo(String wanted) {
    String next = next();
    while (!next.equals(wanted) && !next.equals(CLOSED)) {
      if (next.startsWith("malformed")) {
        throw new AssertionError("the server sent what is no packet: " + next);
      }
      next = next();
    }
    return next;
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }
}
