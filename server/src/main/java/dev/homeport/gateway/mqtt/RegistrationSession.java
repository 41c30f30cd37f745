package dev.homeport.gateway.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.provisioning.Attested;
import dev.homeport.provisioning.Operation;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.twin.TwinJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT connection of a device to the provisioning service (DPS, "MQTT support"): it listens for
 * {@code $dps/registrations/res/#}, asks by publishing to {@code
 * $dps/registrations/PUT/iotdps-register/?$rid=…} and {@code
 * $dps/registrations/GET/iotdps-get-operationstatus/?$rid=…&operationId=…}, and is answered by
 * {@code $dps/registrations/res/{status}/?$rid=…[&retry-after=…]}. No session of a hub. Confined to
 * the event loop; the database is asked on a virtual thread, one question at a time.
 */
final class RegistrationSession extends ChannelInboundHandlerAdapter {

  private static final Logger LOGGER = LoggerFactory.getLogger(RegistrationSession.class);
  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final String ANSWERS = "$dps/registrations/res/";
  private static final String REGISTER = "$dps/registrations/PUT/iotdps-register/";
  private static final String STATUS = "$dps/registrations/GET/iotdps-get-operationstatus/";
  private static final int MAX_REQUEST_ID = 128;
  private static final int MAX_WAITING = 8;
  private static final int ASSIGNING = 202;
  private static final int ASSIGNED = 200;

  /**
   * An answer comes no sooner. The Java SDK publishes its request and only then begins to listen
   * for the answer ({@code ContractAPIMqtt.executeProvisioningMessage} of 2.1.3); one that is there
   * by then it never hears.
   */
  private static final long EARLIEST_ANSWER_MILLIS = 100;

  private final MqttServices services;
  private final ProvisioningService provisioning;
  private final Attested device;
  private final SerialExecutor blocking = new SerialExecutor();
  private int waiting;
  private boolean ended;

  RegistrationSession(MqttServices services, Attested device) {
    this.services = services;
    this.provisioning = services.provisioning();
    this.device = device;
  }

  private record Answer(int status, boolean again, byte[] body) {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object packet) {
    try {
      if (ended) {
        return; // behind what ended the connection
      }
      if (packet instanceof MqttMessage message && !message.decoderResult().isFailure()) {
        serve(context, message);
      } else {
        end(context, "malformed packet");
      }
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  private void serve(ChannelHandlerContext context, MqttMessage message) {
    switch (message.fixedHeader().messageType()) {
      case PUBLISH -> published(context, (MqttPublishMessage) message);
      case SUBSCRIBE -> subscribe(context, (MqttSubscribeMessage) message);
      case UNSUBSCRIBE ->
          context.writeAndFlush(
              MqttMessageBuilders.unsubAck()
                  .packetId(((MqttUnsubscribeMessage) message).variableHeader().messageId())
                  .build());
      case PINGREQ -> context.writeAndFlush(MqttMessage.PINGRESP);
      case DISCONNECT -> end(context, "client disconnected");
      default -> end(context, "unexpected packet");
    }
  }

  private void subscribe(ChannelHandlerContext context, MqttSubscribeMessage message) {
    MqttMessageBuilders.SubAckBuilder answer =
        MqttMessageBuilders.subAck().packetId(message.variableHeader().messageId());
    for (MqttTopicSubscription wish : message.payload().topicSubscriptions()) {
      boolean own = wish.topicFilter().equals(ANSWERS + "#");
      answer.addGrantedQos(own ? MqttQoS.AT_MOST_ONCE : MqttQoS.FAILURE);
    }
    context.writeAndFlush(answer.build());
  }

  private void published(ChannelHandlerContext context, MqttPublishMessage message) {
    String topic = message.variableHeader().topicName();
    MqttQoS qos = message.fixedHeader().qosLevel();
    String requestId = requestId(topic);
    if (qos == MqttQoS.EXACTLY_ONCE || requestId == null || waiting >= MAX_WAITING) {
      end(context, "publish that is none of a registration's");
      return;
    }
    ByteBuf payload = message.payload();
    if (payload.readableBytes() > ProvisioningService.MAX_BODY_BYTES) {
      end(context, "request too large");
      return;
    }
    byte[] body = ByteBufUtil.getBytes(payload);
    if (qos == MqttQoS.AT_LEAST_ONCE) {
      context.writeAndFlush(
          new MqttMessage(
              new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
              MqttMessageIdVariableHeader.from(message.variableHeader().packetId())));
    }
    String operationId =
        topic.startsWith(STATUS) ? Topic.parameter(topic, STATUS.length(), "operationId") : null;
    Supplier<Operation> question =
        topic.startsWith(REGISTER)
            ? () -> provisioning.register(device, body)
            : () -> provisioning.status(device, operationId == null ? "" : operationId);
    waiting++;
    long asked = System.nanoTime();
    blocking.execute(
        () -> {
          Answer answer = answer(question);
          long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
          context
              .executor()
              .schedule(
                  () -> {
                    waiting--;
                    send(context, requestId, answer);
                  },
                  EARLIEST_ANSWER_MILLIS - passed,
                  TimeUnit.MILLISECONDS);
        });
  }

  private static @Nullable String requestId(String topic) {
    int from =
        topic.startsWith(REGISTER)
            ? REGISTER.length()
            : topic.startsWith(STATUS) ? STATUS.length() : -1;
    String requestId = from < 0 ? null : Topic.parameter(topic, from, "$rid");
    return requestId == null || requestId.length() > MAX_REQUEST_ID ? null : requestId;
  }

  private Answer answer(Supplier<Operation> question) {
    try {
      Operation operation = services.turns().take(question);
      return new Answer(
          operation.isOver() ? ASSIGNED : ASSIGNING,
          !operation.isOver(),
          JSON.writeValueAsBytes(operation));
    } catch (HubException e) {
      LOGGER
          .atInfo()
          .addKeyValue("registrationId", device.registrationId())
          .addKeyValue("reason", e.getMessage())
          .log("registration refused");
      return refusal(e.code(), e.getMessage());
    } catch (RuntimeException | JsonProcessingException e) {
      LOGGER
          .atError()
          .addKeyValue("registrationId", device.registrationId())
          .setCause(e)
          .log("registration failed");
      return refusal(ErrorCode.SERVER_ERROR, "something went wrong, try again");
    }
  }

  private static Answer refusal(ErrorCode code, String text) {
    ObjectNode error = JSON.createObjectNode();
    error.put("errorCode", code.number());
    error.put("trackingId", UUID.randomUUID().toString());
    error.put("message", text);
    error.put("timestampUtc", Instant.now().toString());
    return new Answer(
        code.httpStatus(),
        code == ErrorCode.THROTTLED,
        error.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void send(ChannelHandlerContext context, String requestId, Answer answer) {
    if (ended) {
      return;
    }
    String topic =
        ANSWERS
            + answer.status()
            + "/?$rid="
            + requestId
            + (answer.again() ? "&retry-after=" + Operation.RETRY_AFTER_SECONDS : "");
    context.writeAndFlush(
        new MqttPublishMessage(
            new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttPublishVariableHeader(topic, 0),
            Unpooled.wrappedBuffer(answer.body())));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      end(context, "keep-alive expired");
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (MqttPipeline.isOurFault(cause)) {
      LOGGER
          .atError()
          .addKeyValue("registrationId", device.registrationId())
          .setCause(cause)
          .log("session failed");
    }
    end(context, "connection broke");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(context, "connection lost");
    context.fireChannelInactive();
  }

  private void end(ChannelHandlerContext context, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    LOGGER
        .atInfo()
        .addKeyValue("registrationId", device.registrationId())
        .addKeyValue("remote", ConnectHandler.remote(context))
        .addKeyValue("reason", reason)
        .log("registration session ended");
    context.close();
  }
}
