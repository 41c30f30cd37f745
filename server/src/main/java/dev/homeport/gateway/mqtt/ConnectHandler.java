package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import dev.homeport.access.Access;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection until its device is authenticated.
 *
 * <pre>
 *   awaiting CONNECT ──CONNECT──→ authenticating ──granted──→ MqttSession takes this handler's place
 *         │ 20 s, other packet          │ refused: CONNACK 1, 2, 4 or 5, then close
 *         └──────────→ closed ←─────────┘
 * </pre>
 *
 * Packets that a client sends before it has seen its CONNACK wait here (MQTT 3.1.1 §3.1.4).
 * Confined to the event loop.
 */
final class ConnectHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOGGER = LoggerFactory.getLogger(ConnectHandler.class);
  private static final long CONNECT_LIMIT_SECONDS = 20;

  private final MqttServices services;
  private final Queue<Object> early = new ArrayDeque<>();
  private State state = State.AWAITING_CONNECT;
  private @Nullable ScheduledFuture<?> limit;

  ConnectHandler(MqttServices services) {
    this.services = services;
  }

  private enum State {
    AWAITING_CONNECT,
    AUTHENTICATING,
    CLOSED
  }

  /** What the database answered for a CONNECT, on its way back to the event loop. */
  private sealed interface Verdict {
    record Accepted(Known known, long sessionNumber) implements Verdict {}
  }

  /** Who says CONNECT. */
  private sealed interface Caller {}

  /** A device that may come in, and what is kept of its earlier session. */
  private record Known(
      Access.Granted granted, boolean sessionPresent, Map<Subscription, Integer> subscriptions)
      implements Caller {}

  private record Refused(String reason) implements Caller, Verdict {}

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    limit =
        context
            .executor()
            .schedule(() -> tooLate(context), CONNECT_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private void tooLate(ChannelHandlerContext context) {
    LOGGER
        .atInfo()
        .addKeyValue("remote", remote(context))
        .addKeyValue("seconds", CONNECT_LIMIT_SECONDS)
        .log("no connection in time");
    close(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (limit != null) {
      limit.cancel(false);
    }
    early.forEach(ReferenceCountUtil::release);
    early.clear();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object packet) {
    switch (state) {
      case AWAITING_CONNECT -> first(context, packet);
      case AUTHENTICATING -> early.add(packet);
      case CLOSED -> ReferenceCountUtil.release(packet); // behind what ended the connection
    }
  }

  private void first(ChannelHandlerContext context, Object packet) {
    if (packet instanceof MqttMessage message && message.decoderResult().isFailure()) {
      malformed(context, message.decoderResult().cause());
    } else if (packet instanceof MqttConnectMessage connect) {
      connect(context, connect);
    } else {
      LOGGER.atInfo().addKeyValue("remote", remote(context)).log("first packet is no CONNECT");
      ReferenceCountUtil.release(packet);
      close(context);
    }
  }

  private void malformed(ChannelHandlerContext context, Throwable cause) {
    LOGGER
        .atInfo()
        .addKeyValue("remote", remote(context))
        .addKeyValue("cause", cause.toString())
        .log("malformed CONNECT");
    if (cause instanceof MqttUnacceptableProtocolVersionException) {
      refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
    } else {
      close(context);
    }
  }

  private void connect(ChannelHandlerContext context, MqttConnectMessage connect) {
    int version = connect.variableHeader().version();
    if (version != MqttVersion.MQTT_3_1_1.protocolLevel()) {
      LOGGER
          .atInfo()
          .addKeyValue("remote", remote(context))
          .addKeyValue("version", version)
          .log("MQTT version refused");
      refuse(
          context,
          version == MqttVersion.MQTT_5.protocolLevel()
              ? MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION
              : MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
      return;
    }
    switch (ConnectRequest.of(connect, services.hubs()::byHost)) {
      case ConnectRequest.Invalid invalid -> {
        LOGGER
            .atInfo()
            .addKeyValue("remote", remote(context))
            .addKeyValue("reason", invalid.reason())
            .log("connection refused");
        refuse(context, invalid.code());
      }
      case ConnectRequest.Device device -> authenticate(context, device);
    }
  }

  private void authenticate(ChannelHandlerContext context, ConnectRequest.Device device) {
    state = State.AUTHENTICATING;
    context.channel().config().setAutoRead(false);
    X509Certificate certificate = certificate(context.channel());
    String remote = remote(context);
    Thread.startVirtualThread(
        () -> {
          Verdict verdict;
          try {
            verdict = judge(context.channel(), device, certificate, remote);
          } catch (Exception e) {
            LOGGER
                .atError()
                .addKeyValue("deviceId", device.identity())
                .setCause(e)
                .log("authentication failed");
            context.executor().execute(() -> unavailable(context));
            return;
          }
          context
              .executor()
              .execute(
                  () -> {
                    try {
                      conclude(context, device, verdict);
                    } catch (RuntimeException e) {
                      exceptionCaught(context, e);
                    }
                  });
        });
  }

  private Verdict judge(
      Channel channel,
      ConnectRequest.Device device,
      @Nullable X509Certificate certificate,
      String remote)
      throws Exception {
    return switch (services.turns().take(() -> caller(channel, device, certificate))) {
      case Refused refused -> refused;
      case Known known -> {
        OptionalLong number = services.sessions().open(device.identity(), "mqtt", remote).get();
        yield number.isEmpty()
            ? new Refused("disabled device")
            : new Verdict.Accepted(known, number.getAsLong());
      }
    };
  }

  private Caller caller(
      Channel channel, ConnectRequest.Device device, @Nullable X509Certificate certificate) {
    if (!channel.isActive()) {
      return new Refused("gone before its turn");
    }
    Identity identity = device.identity();
    return switch (services.authenticator().device(identity, device.token(), certificate)) {
      case Access.Refused refused -> new Refused(refused.reason());
      case Access.Granted granted -> {
        if (device.modelId() != null) {
          services.twins().setModelId(identity, device.modelId());
        }
        Optional<Map<Subscription, Integer>> kept = services.subscriptions().find(identity);
        if (device.cleanSession() && kept.isPresent()) {
          services.subscriptions().delete(identity);
        } else if (!device.cleanSession() && kept.isEmpty()) {
          services.subscriptions().save(identity, Map.of());
        }
        boolean present = !device.cleanSession() && kept.isPresent();
        yield new Known(granted, present, present ? kept.get() : new EnumMap<>(Subscription.class));
      }
    };
  }

  private void conclude(
      ChannelHandlerContext context, ConnectRequest.Device device, Verdict verdict) {
    switch (verdict) {
      case Refused refused -> {
        LOGGER
            .atInfo()
            .addKeyValue("deviceId", device.identity())
            .addKeyValue("remote", remote(context))
            .addKeyValue("reason", refused.reason())
            .log("connection refused");
        refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
      }
      case Verdict.Accepted accepted -> {
        if (context.channel().isActive()) {
          accept(context, device, accepted);
        } else {
          services.sessions().abandon(device.identity(), accepted.sessionNumber());
        }
      }
    }
  }

  private void accept(
      ChannelHandlerContext context, ConnectRequest.Device device, Verdict.Accepted accepted) {
    Known known = accepted.known();
    MqttSession session =
        new MqttSession(
            services,
            device,
            known.granted(),
            accepted.sessionNumber(),
            known.sessionPresent(),
            known.subscriptions());
    MqttPipeline.minding(context.pipeline(), device.keepAliveSeconds());
    context.pipeline().addLast("session", session);
    context.write(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(known.sessionPresent())
            .build());
    session.begin();
    context.flush();
    Queue<Object> waiting = new ArrayDeque<>(early);
    early.clear();
    context.channel().config().setAutoRead(true);
    for (Object packet : waiting) {
      context.fireChannelRead(packet);
    }
    context.fireChannelReadComplete();
    context.pipeline().remove(this);
  }

  private void unavailable(ChannelHandlerContext context) {
    refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
  }

  private void refuse(ChannelHandlerContext context, MqttConnectReturnCode code) {
    state = State.CLOSED;
    context
        .writeAndFlush(MqttMessageBuilders.connAck().returnCode(code).build())
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void close(ChannelHandlerContext context) {
    state = State.CLOSED;
    context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (MqttPipeline.isOurFault(cause)) {
      LOGGER.atError().addKeyValue("remote", remote(context)).setCause(cause).log("connect failed");
    } else if (state != State.CLOSED) {
      LOGGER
          .atInfo()
          .addKeyValue("remote", remote(context))
          .addKeyValue("cause", cause.toString())
          .log("connection broke");
    }
    close(context);
  }

  static String remote(ChannelHandlerContext context) {
    return MqttPipeline.remoteAddress(context.channel());
  }

  private static @Nullable X509Certificate certificate(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return null;
    }
    try {
      return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate x509
          ? x509
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null; // none was presented
    }
  }
}
