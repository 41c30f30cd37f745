package dev.homeport.benchmarks;

import dev.homeport.agent.mqtt.MqttPackets;
import dev.homeport.agent.mqtt.PacketReader;
import dev.homeport.agent.mqtt.PacketSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/** One connection of a load, which says CONNECT by itself. Confined to its event loop. */
abstract class LoadDevice extends ChannelInboundHandlerAdapter implements PacketSink {

  private static final int KEEP_ALIVE_SECONDS = 600;

  private final Target.Client client;
  private final boolean encrypted;
  private @Nullable PacketReader reader;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Connections<?> connections;

  LoadDevice(Target.Client client, boolean encrypted) {
    this.client = client;
    this.encrypted = encrypted;
  }

  void reportTo(Connections<?> to) {
    connections = to;
  }

  final Target.Client client() {
    return client;
  }

  final ChannelHandlerContext context() {
    ChannelHandlerContext current = context;
    if (current == null) {
      throw new IllegalStateException("not connected yet");
    }
    return current;
  }

  /** A PUBLISH in a write of its own, as an SDK sends it. */
  final void publish(String topic, int packetId, byte[] body) {
    ByteBuf out = context().alloc().buffer(body.length + topic.length() + 16);
    MqttPackets.publish(out, topic, packetId, body);
    context().writeAndFlush(out, context().voidPromise());
  }

  final void subscribe(String... filters) {
    ByteBuf out = context().alloc().buffer(256);
    MqttPackets.subscribe(out, 1, 0, filters);
    context().writeAndFlush(out, context().voidPromise());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    reader = new PacketReader(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    if (!encrypted) {
      sayConnect();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext current, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
      sayConnect();
    }
  }

  private void sayConnect() {
    ByteBuf out = context().alloc().buffer(512);
    MqttPackets.connect(
        out, client.clientId(), client.userName(), client.password(), KEEP_ALIVE_SECONDS, true);
    context().writeAndFlush(out, context().voidPromise());
  }

  @Override
  public void connected(int returnCode, boolean sessionPresent) {
    if (returnCode != 0) {
      broken("CONNACK " + returnCode);
    } else if (connections != null) {
      connections.accepted();
    }
  }

  private void broken(String why) {
    if (connections != null) {
      connections.broken(client.clientId() + ": " + why);
    }
  }

  @Override
  public final void channelRead(ChannelHandlerContext current, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (reader != null) {
        reader.read(in);
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext current) {
    if (reader != null) {
      reader.close();
    }
    broken("closed by the server");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
    broken(cause.toString());
    current.close();
  }
}
