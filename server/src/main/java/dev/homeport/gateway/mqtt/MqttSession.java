package dev.homeport.gateway.mqtt;

import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Access;
import dev.homeport.gateway.CloseReason;
import dev.homeport.gateway.DeviceSession;
import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT connection of one authenticated device or module: keeps its subscriptions and hands each
 * packet to the conversation it belongs to. Confined to the event loop, but for the methods of
 * {@link DeviceSession}, which hop onto it.
 */
final class MqttSession extends ChannelInboundHandlerAdapter implements DeviceSession {

  private static final Logger LOGGER = LoggerFactory.getLogger(MqttSession.class);
  private static final long MAX_OUTBOUND_BYTES = 1 << 20;

  private final MqttServices services;
  private final ConnectRequest.Device request;
  private final Identity identity;
  private final long number;
  private final @Nullable Instant expiry;
  private final SerialExecutor blocking = new SerialExecutor();
  private final TelemetryConversation telemetry;
  private final TwinConversation twin;
  private final MethodConversation methods;
  private final CommandConversation commands;
  private final SubscriptionConversation subscriptions;

  private @Nullable ChannelHandlerContext context;
  private @Nullable ScheduledFuture<?> expiryTask;
  private @Nullable CloseReason closeReason;
  private boolean ended;
  private volatile boolean active;

  MqttSession(
      MqttServices services,
      ConnectRequest.Device request,
      Access.Granted granted,
      long number,
      boolean resumed,
      Map<Subscription, Integer> subscriptions) {
    this.services = services;
    this.request = request;
    this.identity = request.identity();
    this.number = number;
    this.expiry = granted.expiry();
    this.telemetry = new TelemetryConversation(this, services.telemetry(), granted);
    this.twin = new TwinConversation(this, services.twins(), services.turns());
    this.methods = new MethodConversation(this);
    this.commands = new CommandConversation(this, services.commands(), services.turns(), resumed);
    this.subscriptions =
        new SubscriptionConversation(
            this, services.subscriptions(), subscriptions, !request.cleanSession());
  }

  /** Starts serving, right after the CONNACK was written. */
  void begin() {
    services.sessions().add(this);
    if (expiry != null) {
      long millis =
          Math.max(0, TimeUnit.MILLISECONDS.convert(Duration.between(Instant.now(), expiry)));
      expiryTask =
          context()
              .executor()
              .schedule(() -> end(CloseReason.TOKEN_EXPIRED), millis, TimeUnit.MILLISECONDS);
    }
    LOGGER
        .atInfo()
        .addKeyValue("deviceId", identity)
        .addKeyValue("session", number)
        .addKeyValue("remote", ConnectHandler.remote(context()))
        .log("device connected");
    lookForCommands();
  }

  /** Sends what waits for the device, when it listens. */
  void lookForCommands() {
    if (listensFor(Subscription.COMMANDS)) {
      commands.look();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  ChannelHandlerContext context() {
    ChannelHandlerContext current = context;
    if (current == null) {
      throw new IllegalStateException("the session is not in its pipeline yet");
    }
    return current;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object packet) {
    active = true;
    try {
      if (ended) {
        return; // behind what ended the connection
      }
      if (!(packet instanceof MqttMessage message)) {
        end(CloseReason.PROTOCOL_ERROR);
      } else if (message.decoderResult().isFailure()) {
        LOGGER
            .atInfo()
            .addKeyValue("deviceId", identity)
            .addKeyValue("cause", message.decoderResult().cause().toString())
            .log("malformed packet");
        end(CloseReason.PROTOCOL_ERROR);
      } else {
        serve(message);
      }
    } catch (HubException e) {
      LOGGER
          .atInfo()
          .addKeyValue("deviceId", identity)
          .addKeyValue("code", e.code().code())
          .addKeyValue("cause", e.getMessage())
          .log("packet refused");
      end(
          e.code() == dev.homeport.ErrorCode.MESSAGE_TOO_LARGE
              ? CloseReason.MESSAGE_TOO_LARGE
              : CloseReason.PROTOCOL_ERROR);
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  private void serve(MqttMessage message) {
    switch (message.fixedHeader().messageType()) {
      case PUBLISH -> publish((MqttPublishMessage) message);
      case PUBACK ->
          commands.acknowledged(
              ((MqttMessageIdVariableHeader) message.variableHeader()).messageId());
      case SUBSCRIBE -> subscriptions.subscribe((MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> subscriptions.unsubscribe((MqttUnsubscribeMessage) message);
      case PINGREQ -> context().writeAndFlush(MqttMessage.PINGRESP, context().voidPromise());
      case DISCONNECT -> end(CloseReason.CLIENT_DISCONNECTED);
      default -> end(CloseReason.PROTOCOL_ERROR);
    }
  }

  private void publish(MqttPublishMessage message) {
    MqttQoS qos = message.fixedHeader().qosLevel();
    if (qos == MqttQoS.EXACTLY_ONCE) {
      end(CloseReason.PROTOCOL_ERROR); // IoT Hub does not offer QoS 2
      return;
    }
    String name = message.variableHeader().topicName();
    int packetId = qos == MqttQoS.AT_LEAST_ONCE ? message.variableHeader().packetId() : 0;
    boolean retain = message.fixedHeader().isRetain();
    switch (Topic.of(name, telemetry.topicPrefix())) {
      case Topic.Telemetry(String bag) ->
          telemetry.published(bag, bytes(message.payload()), packetId, retain);
      case Topic.TwinGet(String requestId) -> twin.get(requestId, telemetry.owed(packetId));
      case Topic.TwinPatch patch ->
          twin.patch(patch, bytes(message.payload()), telemetry.owed(packetId));
      case Topic.MethodResponse(int status, String requestId) -> {
        methods.answered(requestId, status, bytes(message.payload()));
        telemetry.owed(packetId).run();
      }
      case Topic.Foreign _ -> {
        LOGGER.atInfo().addKeyValue("deviceId", identity).log("publish to a foreign topic");
        end(CloseReason.PROTOCOL_ERROR);
      }
    }
  }

  private static byte[] bytes(ByteBuf payload) {
    byte[] bytes = new byte[payload.readableBytes()];
    payload.readBytes(bytes);
    return bytes;
  }

  boolean listensFor(Subscription subscription) {
    return subscriptions.granted().containsKey(subscription);
  }

  int grantedQos(Subscription subscription) {
    return subscriptions.granted().getOrDefault(subscription, 0);
  }

  /** Runs work that waits for the database, in order; a failure ends the connection. */
  void runBlocking(Runnable work) {
    blocking.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("deviceId", identity).setCause(e).log("session failed");
            close(CloseReason.CONNECTION_LOST);
          }
        });
  }

  void onLoop(Runnable work) {
    context()
        .executor()
        .execute(
            () -> {
              if (ended) {
                return;
              }
              try {
                work.run();
              } catch (RuntimeException e) {
                exceptionCaught(context(), e);
              }
            });
  }

  /** Publishes to the device at QoS 0. */
  void send(String topic, byte[] payload) {
    send(topic, payload, 0, false);
  }

  /**
   * Publishes to the device; a device that does not read what it is sent is let go.
   *
   * @param packetId 0 for QoS 0
   */
  void send(String topic, byte[] payload, int packetId, boolean duplicate) {
    MqttQoS qos = packetId > 0 ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE;
    context()
        .writeAndFlush(
            new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, duplicate, qos, false, 0),
                new MqttPublishVariableHeader(topic, packetId),
                Unpooled.wrappedBuffer(payload)),
            context().voidPromise());
    var outbound = context().channel().unsafe().outboundBuffer();
    if (outbound != null && outbound.totalPendingWriteBytes() > MAX_OUTBOUND_BYTES) {
      end(CloseReason.SLOW_READER);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    telemetry.mindFlow();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      end(CloseReason.KEEP_ALIVE_EXPIRED);
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (MqttPipeline.isOurFault(cause)) {
      LOGGER.atError().addKeyValue("deviceId", identity).setCause(cause).log("session failed");
    } else if (!ended) {
      LOGGER
          .atInfo()
          .addKeyValue("deviceId", identity)
          .addKeyValue("cause", cause.toString())
          .log("connection broke");
    }
    end(
        cause instanceof java.io.IOException
            ? CloseReason.CONNECTION_LOST
            : CloseReason.PROTOCOL_ERROR);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(CloseReason.CONNECTION_LOST);
    context.fireChannelInactive();
  }

  /** Ends the connection once, on the event loop. */
  void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    closeReason = reason;
    if (expiryTask != null) {
      expiryTask.cancel(false);
    }
    methods.end();
    ConnectRequest.Will will = request.will();
    if (will != null && reason != CloseReason.CLIENT_DISCONNECTED) {
      telemetry.will(will);
    }
    context().close();
    LOGGER
        .atInfo()
        .addKeyValue("deviceId", identity)
        .addKeyValue("session", number)
        .addKeyValue("reason", closeReason)
        .log("device disconnected");
    Thread.startVirtualThread(
        () -> {
          services.sessions().remove(this, reason);
          services.turns().take(() -> services.commands().releaseSession(identity, number));
        });
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void desiredChanged(long version, String patch) {
    onLoop(() -> twin.desiredChanged(version, patch.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void messageQueued() {
    onLoop(this::lookForCommands);
  }

  @Override
  public CompletableFuture<MethodOutcome> invoke(MethodCall call) {
    CompletableFuture<MethodOutcome> outcome = new CompletableFuture<>();
    context()
        .executor()
        .execute(
            () -> {
              if (ended || !listensFor(Subscription.METHODS)) {
                outcome.complete(new MethodOutcome.NotOnline());
              } else {
                methods.call(call, outcome);
              }
            });
    return outcome;
  }

  @Override
  public boolean takeActivity() {
    boolean was = active;
    active = false;
    return was;
  }

  @Override
  public void close(CloseReason reason) {
    context().executor().execute(() -> end(reason));
  }
}
