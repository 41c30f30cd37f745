package dev.homeport.gateway.mqtt;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MQTT ports of this node. */
public final class MqttListener implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(MqttListener.class);
  private static final int BACKLOG = 4_096;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final EventLoopGroup loops;
  private final Class<? extends ServerChannel> kind;
  private final MqttServices services;
  private final List<Channel> ports = new ArrayList<>();

  /**
   * @param loops epoll or NIO event loops, shared with the HTTP server
   */
  public MqttListener(EventLoopGroup loops, MqttServices services) {
    this.loops = loops;
    this.kind =
        loops instanceof EpollEventLoopGroup
            ? EpollServerSocketChannel.class
            : NioServerSocketChannel.class;
    this.services = services;
  }

  /**
   * Opens a port.
   *
   * @param tls null for a port without TLS
   */
  public void open(String host, int port, @Nullable SslContext tls) {
    Channel bound =
        new ServerBootstrap()
            .group(loops)
            .channel(kind)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    MqttPipeline.onSocket(channel, tls, services);
                  }
                })
            .bind(host, port)
            .syncUninterruptibly()
            .channel();
    ports.add(bound);
    LOGGER
        .atInfo()
        .addKeyValue("address", bound.localAddress())
        .addKeyValue("tls", tls != null)
        .log("MQTT port open");
  }

  @Override
  public void close() {
    ports.forEach(port -> port.close().syncUninterruptibly());
    ports.clear();
  }
}
