package dev.homeport.compat;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.SharedAccessToken;
import dev.homeport.agent.mqtt.MqttPackets;
import dev.homeport.agent.mqtt.PacketReader;
import dev.homeport.agent.mqtt.PacketSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A device on a plain MQTT socket that counts the methods it is asked for and answers each after a
 * while. It connects again whenever it is disconnected.
 */
final class CountingDevice implements AutoCloseable {

  private static final String CALLS = "$iothub/methods/POST/";
  private static final Duration RECONNECT = Duration.ofSeconds(2);
  private static final int KEEP_ALIVE_SECONDS = 600;

  private final DeviceConnectionString identity;
  private final int port;
  private final Duration work;
  private final AtomicInteger calls = new AtomicInteger();
  private final Thread thread;
  private volatile @Nullable Socket socket;
  private volatile boolean subscribed;
  private volatile boolean closed;

  /**
   * @param port of MQTT without TLS on 127.0.0.1
   * @param work how long a method takes
   */
  CountingDevice(DeviceConnectionString identity, int port, Duration work) {
    this.identity = identity;
    this.port = port;
    this.work = work;
    this.thread = Thread.ofVirtual().name(identity.deviceId()).start(this::run);
  }

  /** How often a method was asked for. */
  int calls() {
    return calls.get();
  }

  boolean isSubscribed() {
    return subscribed;
  }

  private void run() {
    while (!closed) {
      try (Socket opened = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket = opened;
        converse(opened);
      } catch (IOException e) {
        // the server is away
      }
      subscribed = false;
      pause(RECONNECT);
    }
  }

  private void converse(Socket opened) throws IOException {
    OutputStream out = opened.getOutputStream();
    Sink sink = new Sink(out);
    PacketReader reader = new PacketReader(sink);
    ByteBuf connect = Unpooled.buffer();
    MqttPackets.connect(
        connect,
        identity.deviceId(),
        identity.hostName() + "/" + identity.deviceId() + "/?api-version=2021-04-12",
        SharedAccessToken.forDevice(identity, Instant.now().plus(Duration.ofHours(1))),
        KEEP_ALIVE_SECONDS,
        true);
    send(out, connect);
    InputStream in = opened.getInputStream();
    byte[] buffer = new byte[4_096];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      reader.read(Unpooled.wrappedBuffer(buffer, 0, read));
    }
    reader.close();
  }

  private static void send(OutputStream out, ByteBuf packet) {
    byte[] bytes = new byte[packet.readableBytes()];
    packet.readBytes(bytes);
    synchronized (out) {
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        // the reading side notices
      }
    }
  }

  private final class Sink implements PacketSink {

    private final OutputStream out;

    Sink(OutputStream out) {
      this.out = out;
    }

    @Override
    public void connected(int returnCode, boolean sessionPresent) {
      ByteBuf subscribe = Unpooled.buffer();
      MqttPackets.subscribe(subscribe, 1, 0, CALLS + "#");
      send(out, subscribe);
    }

    @Override
    public void subscribed(int packetId, boolean refused) {
      subscribed = !refused;
    }

    @Override
    public void received(String topic, int packetId, ByteBuf payload) {
      calls.incrementAndGet();
      String request = topic.substring(topic.indexOf("/?$rid="));
      Thread.ofVirtual()
          .start(
              () -> {
                pause(work);
                ByteBuf answer = Unpooled.buffer();
                MqttPackets.publish(
                    answer,
                    "$iothub/methods/res/200" + request,
                    0,
                    "{}".getBytes(StandardCharsets.UTF_8));
                send(out, answer);
              });
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Socket open = socket;
    if (open != null) {
      open.close();
    }
    thread.interrupt();
  }
}
