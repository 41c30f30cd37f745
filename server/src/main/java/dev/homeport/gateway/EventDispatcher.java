package dev.homeport.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings events to the sessions of this node that they concern. Every node reads every event; a
 * repeated event does no harm, because desired properties carry their version, queues are looked
 * into, and closing twice is closing once.
 */
public final class EventDispatcher implements AutoCloseable {

  private final Sessions sessions;
  private final ObjectMapper json;
  private final LogTail tail;

  /**
   * @param from the node's start, so that nothing after its first connection is missed
   */
  public EventDispatcher(EventLog log, Sessions sessions, ObjectMapper json, Instant from) {
    this.sessions = sessions;
    this.json = json;
    this.tail = new LogTail(log, Topics.EVENTS, from, this::dispatch);
  }

  private void dispatch(ConsumerRecord<byte[], byte[]> record) {
    if (LogTail.event(record) instanceof Event.OfIdentity event) {
      sessions.find(event.identity()).ifPresent(session -> tell(session, event));
    }
  }

  private void tell(DeviceSession session, Event.OfIdentity event) {
    switch (event) {
      case Event.TwinChanged changed -> desired(session, read(changed.body()));
      case Event.IdentityChanged changed -> identity(session, changed);
      case Event.ConnectionChanged changed -> {
        if (changed.connected()
            && read(changed.body()).path("sessionNumber").asLong() > session.number()) {
          session.close(CloseReason.TAKEN_OVER);
        }
      }
      case Event.MessageQueued _ -> session.messageQueued();
      case Event.DeviceFirstConnected _, Event.UpdateChanged _ -> {
        // The device knows, or has been told in another way.
      }
    }
  }

  private static void desired(DeviceSession session, JsonNode body) {
    JsonNode desired = body.path("properties").path("desired");
    if (desired.isObject()) {
      session.desiredChanged(desired.path("$version").asLong(), desired.toString());
    }
  }

  private void identity(DeviceSession session, Event.IdentityChanged changed) {
    switch (changed.change()) {
      case DELETED -> session.close(CloseReason.IDENTITY_DELETED);
      case UPDATED -> {
        if (read(changed.body()).path("status").asText().equals("disabled")) {
          session.close(CloseReason.IDENTITY_DISABLED);
        }
      }
      case CREATED -> {
        // A connection cannot be older than its identity.
      }
    }
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event's body is not JSON", e);
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
