package dev.homeport.agent.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.SharedAccessToken;
import dev.homeport.agent.behaviour.DeviceCommand;
import dev.homeport.agent.behaviour.MethodAnswer;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.behaviour.UpdateMethods;
import dev.homeport.agent.mqtt.MqttPackets;
import dev.homeport.agent.mqtt.PacketReader;
import dev.homeport.agent.mqtt.PacketSink;
import dev.homeport.agent.update.Updater;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A light device's conversation with the hub on one connection.
 *
 * <pre>
 *   TLS ─→ CONNECT ─CONNACK→ SUBSCRIBE ─SUBACK→ twin GET ─200→ reported PATCH
 *                      └───→ telemetry, again and again
 * </pre>
 *
 * A twin request that the hub refuses is made again a while later. Confined to its event loop.
 */
final class LightConnection extends ChannelInboundHandlerAdapter implements PacketSink {

  static final int KEEP_ALIVE_SECONDS = 240;
  static final int ACCEPT_SECONDS = 30;
  static final int MAX_UNACKNOWLEDGED = 16;
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);
  private static final int LONGEST_FIRST_SECONDS = 60;
  private static final int MAX_PACKET_ID = 65_535;
  private static final byte[] EMPTY = new byte[0];

  private final DeviceConnectionString identity;
  private final SimulatedDevice simulated;
  private final @Nullable Updater updater;
  private final Tally tally;
  private final RandomGenerator random;
  private final Runnable accepted;
  private final PacketReader reader = new PacketReader(this);
  private @Nullable ChannelHandlerContext context;
  private @Nullable Ending ending;
  private @Nullable ScheduledFuture<?> nextTelemetry;
  private boolean standing;
  private int packetId;
  private int unacknowledged;
  private int requestId;
  private String twinRequest = "";
  private boolean reportIsDue;

  /**
   * @param updater null when the device does not update itself
   * @param accepted runs when the hub has accepted the connection
   */
  LightConnection(
      DeviceConnectionString identity,
      SimulatedDevice simulated,
      @Nullable Updater updater,
      Tally tally,
      RandomGenerator random,
      Runnable accepted) {
    this.identity = identity;
    this.simulated = simulated;
    this.updater = updater;
    this.tally = tally;
    this.random = random;
    this.accepted = accepted;
  }

  /** How it ended; read it once the channel is closed. */
  Ending ending() {
    return ending == null ? new Ending.Lost("closed by the hub") : ending;
  }

  /** Says DISCONNECT, where there is somebody to hear it, and closes. */
  void leave() {
    if (ending == null && standing) {
      ByteBuf out = context().alloc().buffer(2);
      MqttPackets.disconnect(out);
      context().writeAndFlush(out, context().voidPromise());
    }
    end(new Ending.Goodbye());
  }

  private void end(Ending how) {
    if (ending == null) {
      ending = how;
      if (context != null) {
        context.close();
      }
    }
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext current = context;
    if (current == null) {
      throw new IllegalStateException("not in a channel yet");
    }
    return current;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    if (ending != null) {
      active.close();
      return;
    }
    later(
        () -> {
          if (!standing) {
            end(new Ending.Lost("not accepted in " + ACCEPT_SECONDS + " s"));
          }
        },
        TimeUnit.SECONDS.toMillis(ACCEPT_SECONDS));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext current, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake -> {
        if (handshake.isSuccess()) {
          sayConnect();
        } else {
          end(Ending.Lost.to(handshake.cause()));
        }
      }
      case IdleStateEvent idle when idle.state() == IdleState.WRITER_IDLE -> {
        if (standing) {
          ByteBuf out = context().alloc().buffer(2);
          MqttPackets.pingRequest(out);
          write(out);
        }
      }
      case IdleStateEvent idle when idle.state() == IdleState.READER_IDLE ->
          end(new Ending.Lost("the hub is silent"));
      default -> current.fireUserEventTriggered(event);
    }
  }

  private void sayConnect() {
    ByteBuf out = context().alloc().buffer(512);
    MqttPackets.connect(
        out,
        identity.deviceId(),
        identity.hostName() + "/" + identity.deviceId() + "/?api-version=2021-04-12",
        SharedAccessToken.forDevice(identity, Instant.now().plus(TOKEN_LIFE)),
        KEEP_ALIVE_SECONDS,
        true);
    write(out);
  }

  @Override
  public void connected(int returnCode, boolean sessionPresent) {
    if (returnCode != 0) {
      end(new Ending.Lost("the hub refused the connection, CONNACK " + returnCode));
      return;
    }
    standing = true;
    accepted.run();
    ByteBuf out = context().alloc().buffer(256);
    MqttPackets.subscribe(
        out,
        nextPacketId(),
        0,
        Incoming.TWIN_ANSWERS + "#",
        Incoming.DESIRED_CHANGES + "#",
        Incoming.METHOD_CALLS + "#",
        "devices/" + identity.deviceId() + Incoming.MESSAGES + "#");
    write(out);
    int longest = Math.min(simulated.telemetryInterval(), LONGEST_FIRST_SECONDS);
    expectTelemetry(random.nextLong(TimeUnit.SECONDS.toMillis(longest)));
  }

  @Override
  public void subscribed(int subscription, boolean refused) {
    if (refused) {
      end(new Ending.Lost("the hub refused a subscription"));
    } else {
      askForTwin();
    }
  }

  private void askForTwin() {
    twinRequest = nextRequestId();
    publish("$iothub/twin/GET/?$rid=" + twinRequest, 0, EMPTY);
  }

  private void report() {
    Map<String, Object> all = new LinkedHashMap<>(simulated.reported());
    if (updater != null) {
      all.putAll(updater.reported());
    }
    report(all);
  }

  /** Sends reported properties; a patch that the hub refuses is made up for by all of them. */
  void report(Map<String, Object> patch) {
    if (ending == null && standing && !patch.isEmpty()) {
      publish(
          "$iothub/twin/PATCH/properties/reported/?$rid=" + nextRequestId(), 0, Body.write(patch));
    }
  }

  private void reportLater() {
    if (!reportIsDue) {
      reportIsDue = true;
      later(
          () -> {
            reportIsDue = false;
            report();
          },
          retryMillis());
    }
  }

  @Override
  public void received(String topic, int publication, ByteBuf payload) {
    switch (Incoming.of(topic)) {
      case Incoming.TwinAnswer(int status, String request) -> answered(status, request, payload);
      case Incoming.DesiredChange _ -> {
        Map<String, Object> change = Body.read(payload);
        if (updater != null) {
          updater.heed(change, false);
        }
        if (simulated.heed(change)) {
          changed();
        }
      }
      case Incoming.MethodCall(String methodName, String request) ->
          call(methodName, request, payload.toString(UTF_8));
      case Incoming.Message(Set<String> properties) -> {
        if (updater != null && properties.contains("command=" + UpdateMethods.START)) {
          updater.start(payload.toString(UTF_8));
        }
      }
      case Incoming.Foreign _ -> {}
    }
  }

  private void answered(int status, String request, ByteBuf payload) {
    if (request.equals(twinRequest)) {
      if (status == 200) {
        heedAll(Body.member(Body.read(payload).get("desired")));
      } else {
        later(this::askForTwin, retryMillis());
      }
    } else if (status != 204) {
      reportLater();
    }
  }

  private void heedAll(Map<String, Object> desired) {
    boolean changes = simulated.heed(desired);
    if (updater != null) {
      simulated.runs(updater.runningVersion());
      report(updater.reported());
      updater.connected();
      updater.heed(desired, true);
    }
    if (changes) {
      changed();
    } else {
      report();
    }
  }

  private long retryMillis() {
    return random.nextLong(5_000, 15_000);
  }

  private void changed() {
    report();
    expectTelemetry(TimeUnit.SECONDS.toMillis(simulated.telemetryInterval()));
  }

  private void call(String methodName, String request, String payload) {
    MethodAnswer update =
        updater == null ? null : UpdateMethods.answer(updater, methodName, payload);
    if (update != null) {
      answer(request, update);
      return;
    }
    DeviceCommand command = DeviceCommand.parse(methodName, payload);
    answer(request, MethodAnswer.to(command));
    if (command instanceof DeviceCommand.Reboot) {
      later(this::leave, TimeUnit.SECONDS.toMillis(1));
    } else if (simulated.obey(command)) {
      changed();
    }
  }

  private void answer(String request, MethodAnswer answer) {
    publish(
        "$iothub/methods/res/" + answer.status() + "/?$rid=" + request,
        0,
        Body.write(answer.payload()));
    tally.methodAnswered();
  }

  private void expectTelemetry(long millis) {
    if (nextTelemetry != null) {
      nextTelemetry.cancel(false);
    }
    nextTelemetry = later(this::sendTelemetry, millis);
  }

  private void sendTelemetry() {
    if (unacknowledged < MAX_UNACKNOWLEDGED) {
      unacknowledged++;
      publish(
          "devices/"
              + identity.deviceId()
              + "/messages/events/%24.ct=application%2Fjson&%24.ce=utf-8",
          nextPacketId(),
          simulated.telemetry(Instant.now()));
    } else {
      tally.skipped();
    }
    expectTelemetry(TimeUnit.SECONDS.toMillis(simulated.telemetryInterval()));
  }

  @Override
  public void published(int publication) {
    unacknowledged--;
    tally.acknowledged();
  }

  private int nextPacketId() {
    packetId = packetId % MAX_PACKET_ID + 1;
    return packetId;
  }

  private String nextRequestId() {
    return Integer.toString(++requestId);
  }

  private void publish(String topic, int publication, byte[] payload) {
    ByteBuf out = context().alloc().buffer(topic.length() + payload.length + 16);
    MqttPackets.publish(out, topic, publication, payload);
    write(out);
  }

  private void write(ByteBuf out) {
    context().writeAndFlush(out, context().voidPromise());
  }

  /** Runs {@code task} unless the connection has ended by then. */
  private ScheduledFuture<?> later(Runnable task, long millis) {
    return context()
        .executor()
        .schedule(
            () -> {
              if (ending == null) {
                task.run();
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
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
  public void channelInactive(ChannelHandlerContext current) {
    ending = ending();
    reader.close();
    if (nextTelemetry != null) {
      nextTelemetry.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
    end(Ending.Lost.to(cause));
  }
}
