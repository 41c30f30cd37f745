package dev.homeport.gateway.mqtt;

import dev.homeport.messaging.Ack;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.QueuedMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cloud-to-device messages on their way to the device: locked for this session when sent, taken off
 * the queue when the device acknowledges, free again when the connection ends. A message that the
 * device did not acknowledge keeps its packet identifier, on whichever node it comes again, and is
 * marked as a duplicate in a session that goes on (MQTT 3.1.1, 3.3.1.1 and 4.4). Confined to the
 * event loop; the queue is asked on a virtual thread.
 */
final class CommandConversation {

  private static final int MAX_IN_FLIGHT = 16;
  private static final int MAX_PACKET_ID = 0xffff;

  private final MqttSession session;
  private final CommandQueue queue;
  private final DatabaseTurns turns;
  private final boolean resumed;
  private final Map<Integer, Long> inFlight = new HashMap<>();
  private boolean looking;
  private boolean lookAgain;

  /**
   * @param resumed whether an earlier connection's session goes on
   */
  CommandConversation(
      MqttSession session, CommandQueue queue, DatabaseTurns turns, boolean resumed) {
    this.session = session;
    this.queue = queue;
    this.turns = turns;
    this.resumed = resumed;
  }

  /** Sends what waits, as far as the device has acknowledged what it was sent before. */
  void look() {
    int room = MAX_IN_FLIGHT - inFlight.size();
    if (looking || room <= 0) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    session.runBlocking(
        () -> {
          List<QueuedMessage> messages =
              turns.take(() -> queue.lockForSession(session.identity(), session.number(), room));
          session.onLoop(() -> deliver(messages, messages.size() == room));
        });
  }

  private void deliver(List<QueuedMessage> messages, boolean more) {
    looking = false;
    if (!session.listensFor(Subscription.COMMANDS)) {
      session.runBlocking(() -> queue.giveBack(session.identity(), messages, session.number()));
      return;
    }
    lookAgain |= more;
    boolean acknowledged = session.grantedQos(Subscription.COMMANDS) == 1;
    for (QueuedMessage message : messages) {
      int packetId = acknowledged ? packetId(message.row()) : 0;
      boolean again = acknowledged && resumed && message.deliveryCount() > 1;
      session.send(topic(message), message.body(), packetId, again);
      if (session.hasEnded()) {
        return;
      }
      if (acknowledged) {
        inFlight.put(packetId, message.row());
      } else {
        complete(message.row()); // at most once, as the device asked
      }
    }
    if (lookAgain) {
      look();
    }
  }

  /** Follows from the row, so that nobody needs to remember it; or the next one that is free. */
  private int packetId(long row) {
    int packetId;
    do {
      packetId = (int) (row++ % MAX_PACKET_ID) + 1;
    } while (inFlight.containsKey(packetId));
    return packetId;
  }

  void acknowledged(int packetId) {
    Long row = inFlight.remove(packetId);
    if (row != null) {
      complete(row);
      if (lookAgain) {
        look();
      }
    }
  }

  private void complete(long row) {
    session.runBlocking(() -> queue.complete(session.identity(), row, session.number()));
  }

  /**
   * The topic with its property bag: system properties first, each {@code name=value} with a value,
   * because the Java SDK cuts the bag out at the first {@code %24}.
   */
  private String topic(QueuedMessage message) {
    StringBuilder topic =
        new StringBuilder(Topic.base(session.identity())).append("messages/devicebound/");
    int start = topic.length();
    add(topic, start, "$.to", message.to());
    add(topic, start, "$.mid", message.messageId());
    add(topic, start, "$.cid", message.correlationId());
    add(topic, start, "$.uid", message.userId());
    add(topic, start, "$.ct", message.contentType());
    add(topic, start, "$.ce", message.contentEncoding());
    add(topic, start, "$.exp", message.expiresAt().toString());
    if (message.ack() != Ack.NONE) {
      add(topic, start, "iothub-ack", message.ack().word());
    }
    message.properties().forEach((name, value) -> add(topic, start, name, value));
    return topic.toString();
  }

  private static void add(StringBuilder topic, int start, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      topic
          .append(topic.length() == start ? "" : "&")
          .append(encode(name))
          .append('=')
          .append(encode(value));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
