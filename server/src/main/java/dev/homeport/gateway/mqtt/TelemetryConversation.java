package dev.homeport.gateway.mqtt;

import dev.homeport.HubException;
import dev.homeport.access.Access;
import dev.homeport.gateway.CloseReason;
import dev.homeport.messaging.PropertyBag;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.messaging.TelemetrySource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telemetry of one connection on its way to Kafka, and the PUBACKs in the order of the PUBLISH
 * packets. Reading stops while too much waits: for Kafka, for room in the node, or for the device
 * to read what it is sent. Confined to the event loop, but for Kafka's answers.
 */
final class TelemetryConversation extends Completions.Due {

  private static final Logger LOGGER = LoggerFactory.getLogger(TelemetryConversation.class);
  private static final int MAX_WAITING = 1_000;
  private static final long ROOM_CHECK_MILLIS = 5;

  private record Deferred(PropertyBag properties, byte[] body, AckQueue.@Nullable Slot slot) {}

  private final MqttSession session;
  private final TelemetryIngest ingest;
  private final TelemetrySource source;
  private final String topicPrefix;
  private final AckQueue acks = new AckQueue();
  private final Queue<Deferred> deferred = new ArrayDeque<>();
  private volatile boolean failed;

  TelemetryConversation(MqttSession session, TelemetryIngest ingest, Access.Granted granted) {
    this.session = session;
    this.ingest = ingest;
    this.source =
        new TelemetrySource(
            granted.identity().identity(), granted.identity().generationId(), granted.method());
    this.topicPrefix = Topic.telemetryPrefix(granted.identity().identity());
  }

  String topicPrefix() {
    return topicPrefix;
  }

  /**
   * @param packetId 0 for QoS 0
   */
  void published(String bag, byte[] body, int packetId, boolean retain) {
    PropertyBag properties = properties(bag, retain);
    TelemetryIngest.requireSize(properties, body);
    AckQueue.Slot slot = packetId == 0 ? null : acks.add(packetId);
    if (!deferred.isEmpty() || !ingest.hasRoom(source)) {
      defer(new Deferred(properties, body, slot));
    } else {
      append(properties, body, slot);
    }
    mindFlow();
  }

  private static PropertyBag properties(String bag, boolean retain) {
    PropertyBag properties = PropertyBag.ofTopic(bag);
    // IoT Hub retains nothing: it tells the back end that the device asked for it.
    return retain ? properties.with("mqtt-retain", "true") : properties;
  }

  /**
   * Keeps the turn of a packet of another conversation.
   *
   * @param packetId 0 for QoS 0
   * @return to be run on the event loop when the packet has done its work: sends the PUBACK
   */
  Runnable owed(int packetId) {
    if (packetId == 0) {
      return () -> {};
    }
    AckQueue.Slot slot = acks.add(packetId);
    return () -> {
      slot.done();
      settle();
    };
  }

  /** Sends what the client left for the case that its connection breaks. */
  void will(ConnectRequest.Will will) {
    if (!(Topic.of(will.topic(), topicPrefix) instanceof Topic.Telemetry(String bag))) {
      LOGGER.atInfo().addKeyValue("deviceId", session.identity()).log("will to a foreign topic");
      return;
    }
    try {
      PropertyBag properties = properties(bag, will.retain()).with("iothub-MessageType", "Will");
      TelemetryIngest.requireSize(properties, will.payload());
      append(properties, will.payload(), null);
    } catch (HubException e) {
      LOGGER
          .atInfo()
          .addKeyValue("deviceId", session.identity())
          .addKeyValue("code", e.code().code())
          .addKeyValue("cause", e.getMessage())
          .log("will refused");
    }
  }

  private void append(PropertyBag properties, byte[] body, AckQueue.@Nullable Slot slot) {
    ingest.append(
        source,
        properties,
        body,
        failure -> {
          if (failure != null) {
            LOGGER
                .atError()
                .addKeyValue("deviceId", session.identity())
                .addKeyValue("cause", failure.toString())
                .log("telemetry was not stored");
            failed = true;
          } else if (slot != null) {
            slot.done();
          }
          if (failure != null || slot != null) {
            Completions.of(session.context().channel().eventLoop()).add(this);
          }
        });
  }

  private void defer(Deferred message) {
    deferred.add(message);
    if (deferred.size() == 1) {
      awaitRoom();
    }
  }

  private void awaitRoom() {
    session
        .context()
        .executor()
        .schedule(this::appendDeferred, ROOM_CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void appendDeferred() {
    if (session.hasEnded()) {
      deferred.clear(); // never acknowledged, so the device sends them again
      return;
    }
    while (!deferred.isEmpty() && ingest.hasRoom(source)) {
      Deferred next = deferred.remove();
      append(next.properties(), next.body(), next.slot());
    }
    if (deferred.isEmpty()) {
      mindFlow();
    } else {
      awaitRoom();
    }
  }

  @Override
  void settle() {
    if (session.hasEnded()) {
      return;
    }
    if (failed) {
      // No PUBACK may follow a message that was lost; the device sends both again.
      session.end(CloseReason.LOG_FAILED);
      return;
    }
    if (acks.writeDue(session.context())) {
      session.context().flush();
      mindFlow();
    }
  }

  /** Reads from the socket only while the device is owed little and reads what it is sent. */
  void mindFlow() {
    var channel = session.context().channel();
    boolean read = deferred.isEmpty() && acks.size() < MAX_WAITING && channel.isWritable();
    if (channel.config().isAutoRead() != read) {
      channel.config().setAutoRead(read);
    }
  }
}
