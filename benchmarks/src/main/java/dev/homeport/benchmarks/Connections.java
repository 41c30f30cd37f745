package dev.homeport.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one measurement: opened together, at most so many at a time, each with a full
 * TLS handshake, and held until closed. Thread-safe.
 */
final class Connections<D extends LoadDevice> implements AutoCloseable {

  private static final long LIMIT_SECONDS = 180;

  private final EventLoopGroup loops = Transport.loops(2);
  private final List<D> devices = new ArrayList<>();
  private final CountDownLatch waiting;
  private final Semaphore underWay;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile boolean closing;
  private double perSecond;

  private Connections(Target target) {
    this.waiting = new CountDownLatch(target.clients().size());
    this.underWay = new Semaphore(target.atATime());
  }

  /**
   * Opens a connection for each client of {@code target}.
   *
   * @throws IllegalStateException when one is refused, or not all are accepted in three minutes
   */
  static <D extends LoadDevice> Connections<D> open(
      Target target, Function<Target.Client, D> device) throws InterruptedException {
    Connections<D> connections = new Connections<>(target);
    try {
      connections.openAll(target, device);
      return connections;
    } catch (InterruptedException | RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private void openAll(Target target, Function<Target.Client, D> make) throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(Transport.client())
            .option(ChannelOption.TCP_NODELAY, true);
    long begin = System.nanoTime();
    for (Target.Client client : target.clients()) {
      underWay.acquire();
      requireWhole();
      D device = make.apply(client);
      device.reportTo(this);
      devices.add(device);
      int number = devices.size();
      bootstrap
          .clone()
          .handler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel socket) {
                  if (target.tls() != null) {
                    // The port is only the key of the session cache: nothing is resumed.
                    socket
                        .pipeline()
                        .addLast(target.tls().newHandler(socket.alloc(), target.host(), number));
                  }
                  socket.pipeline().addLast(device);
                }
              })
          .connect(target.host(), target.port());
    }
    if (!waiting.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(waiting.getCount() + " connections were not accepted");
    }
    requireWhole();
    perSecond = devices.size() / ((System.nanoTime() - begin) / 1e9);
  }

  void accepted() {
    underWay.release();
    waiting.countDown();
  }

  void broken(String why) {
    if (!closing) {
      failure.compareAndSet(null, why);
      underWay.release();
      waiting.countDown();
    }
  }

  /**
   * @throws IllegalStateException when a connection was refused or broke
   */
  void requireWhole() {
    String why = failure.get();
    if (why != null) {
      throw new IllegalStateException("a connection broke: " + why);
    }
  }

  List<D> devices() {
    return devices;
  }

  /** Connections accepted a second while all were opened. */
  double perSecond() {
    return perSecond;
  }

  @Override
  public void close() {
    closing = true;
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
