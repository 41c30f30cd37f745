package dev.homeport.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;

/** A bare MQTT server that acknowledges everything at once: the ceiling of a telemetry path. */
final class EchoServer implements AutoCloseable {

  private final EventLoopGroup loops = Transport.loops(2);
  private final Channel channel;

  /**
   * @param tls with a certificate that is made now and that nobody trusts
   */
  EchoServer(int port, boolean tls) throws IOException, InterruptedException {
    SslContext context = tls ? OwnCertificate.serverContext() : null;
    this.channel =
        new ServerBootstrap()
            .group(loops)
            .channel(Transport.server())
            .option(ChannelOption.SO_BACKLOG, 4_096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel socket) {
                    if (context != null) {
                      socket.pipeline().addLast(context.newHandler(socket.alloc()));
                    }
                    socket
                        .pipeline()
                        .addLast(new MqttDecoder(1 << 20))
                        .addLast(MqttEncoder.INSTANCE)
                        .addLast(new Acknowledger());
                  }
                })
            .bind("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
  }

  void await() {
    channel.closeFuture().syncUninterruptibly();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    loops.shutdownGracefully();
  }

  private static final class Acknowledger extends SimpleChannelInboundHandler<MqttMessage> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
      switch (message.fixedHeader().messageType()) {
        case CONNECT ->
            context.write(
                MqttMessageBuilders.connAck()
                    .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                    .build());
        case PUBLISH ->
            context.write(
                MqttMessageBuilders.pubAck()
                    .packetId(((MqttPublishMessage) message).variableHeader().packetId())
                    .build());
        default -> context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
