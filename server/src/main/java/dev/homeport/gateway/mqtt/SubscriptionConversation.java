package dev.homeport.gateway.mqtt;

import dev.homeport.gateway.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one connection listens for. A client whose session is kept is answered when its
 * subscriptions are durable. Confined to the event loop; the database is asked on a virtual thread.
 */
final class SubscriptionConversation {

  private static final int MAX_UNKEPT = 64;

  private final MqttSession session;
  private final SubscriptionStore store;
  private final Map<Subscription, Integer> granted;
  private final boolean kept;
  private int unkept; // changes on their way to the database

  /**
   * @param granted from an earlier connection, with the granted QoS
   * @param kept whether the client asked for a session that outlives the connection
   */
  SubscriptionConversation(
      MqttSession session,
      SubscriptionStore store,
      Map<Subscription, Integer> granted,
      boolean kept) {
    this.session = session;
    this.store = store;
    this.granted = new EnumMap<>(Subscription.class);
    this.granted.putAll(granted);
    this.kept = kept;
  }

  Map<Subscription, Integer> granted() {
    return granted;
  }

  void subscribe(MqttSubscribeMessage message) {
    if (message.payload().topicSubscriptions().isEmpty()) {
      session.end(CloseReason.PROTOCOL_ERROR); // MQTT 3.1.1 §3.8.3
      return;
    }
    List<Integer> grants = new ArrayList<>();
    for (MqttTopicSubscription wish : message.payload().topicSubscriptions()) {
      Optional<Subscription> subscription = Subscription.of(wish.topicFilter(), session.identity());
      int qos = Math.min(1, wish.qualityOfService().value());
      subscription.ifPresent(wanted -> granted.put(wanted, qos));
      grants.add(subscription.isPresent() ? qos : MqttQoS.FAILURE.value());
    }
    answerWhenKept(
        new MqttSubAckMessage(
            new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            MqttMessageIdVariableHeader.from(message.variableHeader().messageId()),
            new MqttSubAckPayload(grants)));
  }

  void unsubscribe(MqttUnsubscribeMessage message) {
    if (message.payload().topics().isEmpty()) {
      session.end(CloseReason.PROTOCOL_ERROR); // MQTT 3.1.1 §3.10.3
      return;
    }
    for (String filter : message.payload().topics()) {
      Subscription.of(filter, session.identity()).ifPresent(granted::remove);
    }
    answerWhenKept(
        new MqttMessage(
            new MqttFixedHeader(MqttMessageType.UNSUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            MqttMessageIdVariableHeader.from(message.variableHeader().messageId())));
  }

  private void answerWhenKept(MqttMessage answer) {
    if (!kept) {
      answer(answer);
      return;
    }
    if (unkept >= MAX_UNKEPT) {
      session.end(CloseReason.PROTOCOL_ERROR); // it subscribes faster than anything can be kept
      return;
    }
    unkept++;
    Map<Subscription, Integer> now = Map.copyOf(granted);
    session.runBlocking(
        () -> {
          store.save(session.identity(), now);
          session.onLoop(
              () -> {
                unkept--;
                answer(answer);
              });
        });
  }

  private void answer(MqttMessage answer) {
    ChannelHandlerContext context = session.context();
    context.writeAndFlush(answer, context.voidPromise());
    session.lookForCommands();
  }
}
