package dev.homeport.agent.swarm;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.behaviour.SimulatedUpdates;
import dev.homeport.agent.update.Updater;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of simulated devices over MQTT with TLS, on a few event loops. They connect at a pace
 * that a hub bears, and again whenever they are disconnected. Thread-safe.
 */
public final class Swarm implements AutoCloseable {

  private static final int PORT = 8883;
  private static final int LOOPS = 2;
  private static final int CONNECTS_PER_SECOND = 250;
  private static final int CONNECTS_AT_A_TIME = 100;
  private static final long TICK_MILLIS = 10;
  private static final int OPEN_MILLIS = 30_000;
  private static final int SILENT_SECONDS = LightConnection.KEEP_ALIVE_SECONDS + 30;
  private static final int PING_SECONDS = LightConnection.KEEP_ALIVE_SECONDS / 2;
  private static final long STOP_SECONDS = 10;

  private final SSLContext tls;
  private final EventLoopGroup loops = new NioEventLoopGroup(LOOPS);
  private final ConnectPace pace =
      new ConnectPace(CONNECTS_PER_SECOND, CONNECTS_AT_A_TIME, System.nanoTime());
  private final Tally tally;
  private final List<LightDevice> devices = new ArrayList<>();

  /**
   * Makes the devices; {@link #start} lets them connect.
   *
   * @param model that the devices report
   * @param telemetryInterval seconds, until a device is told otherwise
   * @param updates null for devices that do not update themselves
   */
  public Swarm(
      List<DeviceConnectionString> identities,
      SSLContext tls,
      String model,
      int telemetryInterval,
      @Nullable SimulatedUpdates updates)
      throws IOException {
    this.tls = tls;
    this.tally = new Tally(identities.size());
    for (DeviceConnectionString identity : identities) {
      int number = devices.size();
      EventLoop loop = loops.next();
      devices.add(
          new LightDevice(
              identity,
              new SimulatedDevice(number, model, SettingsFile.inMemory(telemetryInterval)),
              updates == null ? null : updatesOf(number, model, updates),
              conversation -> open(identity.hostName(), number, loop, conversation),
              loop,
              pace,
              tally,
              RandomGenerator.getDefault()));
    }
  }

  private static LightDevice.Updates updatesOf(int number, String model, SimulatedUpdates updates) {
    return new LightDevice.Updates() {
      @Override
      public Updater of(Updater.Device device) throws IOException {
        return updates.of(number, model, device);
      }

      @Override
      public boolean isLostByRestart() {
        return updates.isLostByRestart(number);
      }
    };
  }

  /** Returns at once; the devices connect one after the other. */
  public void start() {
    devices.forEach(LightDevice::start);
    loops
        .next()
        .scheduleAtFixedRate(
            () -> pace.tick(System.nanoTime()), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What all devices have done so far. */
  public Progress progress() {
    return tally.progress();
  }

  private ChannelFuture open(
      String host, int number, EventLoop loop, LightConnection conversation) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, OPEN_MILLIS)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(tlsHandler(host, number))
                    .addLast(new IdleStateHandler(SILENT_SECONDS, PING_SECONDS, 0))
                    .addLast(conversation);
              }
            })
        .connect(host, PORT);
  }

  private SslHandler tlsHandler(String host, int number) {
    // The port only tells the sessions in the cache apart: a device resumes none but its own.
    SSLEngine engine = tls.createSSLEngine(host, number);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(OPEN_MILLIS);
    return handler;
  }

  /** Disconnects all devices; waits for them, but not for long. */
  @Override
  public void close() {
    CompletableFuture<?>[] leaving =
        devices.stream().map(LightDevice::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(leaving).completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(STOP_SECONDS * 1_000);
  }
}
