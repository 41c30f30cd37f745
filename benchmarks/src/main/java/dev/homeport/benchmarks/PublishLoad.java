package dev.homeport.benchmarks;

import dev.homeport.benchmarks.mqtt.MqttPackets;
import dev.homeport.benchmarks.mqtt.PacketReader;
import dev.homeport.benchmarks.mqtt.PacketSink;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Publishers that each keep a window of QoS 1 messages on the way. Latency is from the write of a
 * PUBLISH to the read of its PUBACK.
 */
final class PublishLoad {

  private static final int CONNECTS_AT_A_TIME = 200;
  private static final long WARM_UP_MILLIS = 3_000;

  /**
   * How one publisher connects.
   *
   * @param password null for none
   */
  record Client(
      String clientId, @Nullable String userName, @Nullable String password, String topic) {}

  /**
   * What was measured.
   *
   * @param connectsPerSecond connections accepted a second while all were opened
   * @param perSecond acknowledged messages a second after the warm-up
   */
  record Result(double connectsPerSecond, double perSecond, Histogram micros) {}

  private final String host;
  private final int port;
  private final @Nullable SslContext tls;
  private final List<Client> clients;
  private final int window;
  private final byte[] body;
  private final LongAdder acknowledged = new LongAdder();
  private final AtomicInteger failures = new AtomicInteger();
  private final Histogram micros = new ConcurrentHistogram(60_000_000, 3);
  private final CountDownLatch connected;
  private final Semaphore connecting = new Semaphore(CONNECTS_AT_A_TIME);
  private volatile boolean publishing;
  private volatile boolean measuring;

  PublishLoad(
      String host,
      int port,
      @Nullable SslContext tls,
      List<Client> clients,
      int window,
      int bodyBytes) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.clients = clients;
    this.window = window;
    this.body = new byte[bodyBytes];
    this.connected = new CountDownLatch(clients.size());
  }

  Result run(int seconds) throws InterruptedException {
    NioEventLoopGroup loops = new NioEventLoopGroup(2);
    try {
      Bootstrap bootstrap =
          new Bootstrap()
              .group(loops)
              .channel(NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true);
      long begin = System.nanoTime();
      java.util.List<Publisher> publishers = new java.util.ArrayList<>();
      for (Client client : clients) {
        connecting.acquire();
        Publisher publisher = new Publisher(client);
        publishers.add(publisher);
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel socket) {
                    if (tls != null) {
                      socket.pipeline().addLast(tls.newHandler(socket.alloc(), host, port));
                    }
                    socket.pipeline().addLast(publisher);
                  }
                })
            .connect(host, port);
      }
      if (!connected.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException(connected.getCount() + " connections were not accepted");
      }
      double connectSeconds = (System.nanoTime() - begin) / 1e9;
      publishing = true;
      publishers.forEach(Publisher::begin);
      Thread.sleep(WARM_UP_MILLIS);
      measuring = true;
      long before = acknowledged.sum();
      long from = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      long count = acknowledged.sum() - before;
      double elapsed = (System.nanoTime() - from) / 1e9;
      measuring = false;
      publishing = false;
      if (failures.get() > 0) {
        throw new IllegalStateException(failures.get() + " connections broke");
      }
      return new Result(clients.size() / connectSeconds, count / elapsed, micros);
    } finally {
      publishing = false;
      loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    }
  }

  private final class Publisher extends ChannelInboundHandlerAdapter implements PacketSink {

    private static final int MAX_PACKET_ID = 0xffff;

    private final Client client;
    private final PacketReader reader = new PacketReader(this);
    private final long[] sentAt = new long[MAX_PACKET_ID + 1];
    private @Nullable ChannelHandlerContext context;
    private int lastPacketId;
    private int due;

    Publisher(Client client) {
      this.client = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
      context = active;
      ByteBuf out = active.alloc().buffer(512);
      MqttPackets.connect(out, client.clientId(), client.userName(), client.password(), 120, true);
      active.writeAndFlush(out);
    }

    @Override
    public void connected(int returnCode, boolean sessionPresent) {
      connecting.release();
      if (returnCode == 0) {
        connected.countDown();
      } else {
        failures.incrementAndGet();
      }
    }

    void begin() {
      ChannelHandlerContext current = context;
      if (current != null) {
        current
            .executor()
            .execute(
                () -> {
                  due = window;
                  publishDue(current);
                });
      }
    }

    @Override
    public void published(int packetId) {
      acknowledged.increment();
      if (measuring) {
        micros.recordValue(Math.max(1, (System.nanoTime() - sentAt[packetId]) / 1_000));
      }
      due++;
    }

    private void publishDue(ChannelHandlerContext current) {
      if (due == 0 || !publishing) {
        return;
      }
      ByteBuf out = current.alloc().buffer(due * (body.length + 96));
      long now = System.nanoTime();
      for (; due > 0; due--) {
        lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
        sentAt[lastPacketId] = now;
        MqttPackets.publish(out, client.topic(), lastPacketId, body);
      }
      current.writeAndFlush(out, current.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        reader.read(in);
      } finally {
        in.release();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext current) {
      publishDue(current);
    }

    @Override
    public void channelInactive(ChannelHandlerContext current) {
      if (publishing) {
        failures.incrementAndGet();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
      failures.incrementAndGet();
      current.close();
    }
  }
}
