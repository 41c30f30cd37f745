package dev.homeport.gateway.mqtt;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.ca.Certificates;
import dev.homeport.provisioning.Attested;
import dev.homeport.provisioning.Credentials;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
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
 * A device that means the provisioning service gets a {@link RegistrationSession} instead. Packets
 * that a client sends before it has seen its CONNACK wait here (MQTT 3.1.1 §3.1.4). Confined to the
 * event loop.
 */
final class ConnectHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOGGER = LoggerFactory.getLogger(ConnectHandler.class);
  private static final long CONNECT_LIMIT_SECONDS = 20;

  private final MqttServices services;
  private final Admission admission;
  private final Queue<Object> early = new ArrayDeque<>();
  private State state = State.AWAITING_CONNECT;
  private @Nullable ScheduledFuture<?> limit;

  ConnectHandler(MqttServices services) {
    this.services = services;
    this.admission = new Admission(services);
  }

  private enum State {
    AWAITING_CONNECT,
    AUTHENTICATING,
    CLOSED
  }

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
      case ConnectRequest.Registration registration -> attest(context, registration);
    }
  }

  /** Whether the provisioning service knows who this is, and then a session of its own. */
  private void attest(ChannelHandlerContext context, ConnectRequest.Registration registration) {
    state = State.AUTHENTICATING;
    context.channel().config().setAutoRead(false);
    Credentials credentials =
        new Credentials(
            registration.idScope(),
            registration.registrationId(),
            registration.token(),
            shown(context.channel()),
            remote(context));
    Thread.startVirtualThread(
        () -> {
          Runnable conclusion;
          try {
            Attested device =
                services.turns().take(() -> services.provisioning().attest(credentials));
            conclusion =
                () ->
                    serve(
                        context,
                        registration.keepAliveSeconds(),
                        "registration",
                        new RegistrationSession(services, device));
          } catch (HubException e) {
            MqttConnectReturnCode code =
                e.code() == ErrorCode.THROTTLED
                    ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE
                    : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
            conclusion = () -> refuse(context, code);
          } catch (Exception e) {
            LOGGER
                .atError()
                .addKeyValue("registrationId", registration.registrationId())
                .setCause(e)
                .log("attestation failed");
            conclusion = () -> unavailable(context);
          }
          context.executor().execute(conclusion);
        });
  }

  /** Puts a session of the provisioning service into this handler's place. */
  private void serve(
      ChannelHandlerContext context, int keepAliveSeconds, String name, ChannelHandler session) {
    if (!context.channel().isActive()) {
      return;
    }
    MqttPipeline.minding(context.pipeline(), keepAliveSeconds);
    context.pipeline().addLast(name, session);
    context.writeAndFlush(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(false)
            .build());
    handOver(context);
  }

  private void authenticate(ChannelHandlerContext context, ConnectRequest.Device device) {
    state = State.AUTHENTICATING;
    context.channel().config().setAutoRead(false);
    List<X509Certificate> shown = shown(context.channel());
    String remote = remote(context);
    Thread.startVirtualThread(
        () -> {
          Admission.Verdict verdict;
          try {
            verdict = admission.judge(device, shown, remote, context.channel()::isActive);
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

  private void conclude(
      ChannelHandlerContext context, ConnectRequest.Device device, Admission.Verdict verdict) {
    switch (verdict) {
      case Admission.Refused refused -> {
        LOGGER
            .atInfo()
            .addKeyValue("deviceId", device.identity())
            .addKeyValue("remote", remote(context))
            .addKeyValue("reason", refused.reason())
            .log("connection refused");
        services.signals().refused(device.identity(), remote(context), refused.reason());
        refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
      }
      case Admission.Accepted accepted -> {
        if (context.channel().isActive()) {
          boolean byToken = accepted.granted().expiry() != null;
          services
              .signals()
              .admitted(
                  device.identity(),
                  remote(context),
                  byToken ? null : shown(context.channel()).stream().findFirst().orElse(null));
          accept(context, device, accepted);
        } else {
          services.sessions().abandon(device.identity(), accepted.sessionNumber());
        }
      }
    }
  }

  private void accept(
      ChannelHandlerContext context, ConnectRequest.Device device, Admission.Accepted accepted) {
    MqttSession session =
        new MqttSession(
            services,
            device,
            accepted.granted(),
            accepted.sessionNumber(),
            accepted.sessionPresent(),
            accepted.subscriptions());
    MqttPipeline.minding(context.pipeline(), device.keepAliveSeconds());
    context.pipeline().addLast("session", session);
    context.write(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(accepted.sessionPresent())
            .build());
    session.begin();
    context.flush();
    handOver(context);
  }

  /** The handler behind this one goes on with what came early. */
  private void handOver(ChannelHandlerContext context) {
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

  private static List<X509Certificate> shown(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls == null ? List.of() : Certificates.shown(tls.engine().getSession());
  }
}
