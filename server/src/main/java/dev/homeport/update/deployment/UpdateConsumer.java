package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import dev.homeport.messaging.TelemetryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what devices say about updates, in their twins and in telemetry; the nodes share both
 * topics as one consumer group each. Most records say nothing about updates, which is seen from
 * their bytes alone. What comes twice does no harm, as the state machine knows.
 */
public final class UpdateConsumer implements AutoCloseable {

  /** The consumer groups: of the event log, and of telemetry. */
  public static final String GROUP = "homeport.updates";

  public static final String TELEMETRY_GROUP = "homeport.updates.telemetry";

  private static final int MAX_BATCH = 2_000;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final byte[] FIRMWARE = bytes("\"firmware");
  private static final byte[] REFRESH = bytes("\"refreshUpdateUrl\"");
  private static final byte[] AGENT = bytes("\"" + AzureGoal.COMPONENT + "\"");
  private static final byte[] UPDATE = bytes("\"firmwareUpdate\"");

  private final HubName hub;
  private final Deployments deployments;
  private final LogGroup events;
  private final LogGroup telemetry;

  /** Starts reading what the devices of {@code hub} say. */
  public UpdateConsumer(EventLog log, HubName hub, Deployments deployments) {
    this.hub = hub;
    this.deployments = deployments;
    this.events = new LogGroup(log, Topics.EVENTS, GROUP, MAX_BATCH, PACE, this::events);
    this.telemetry =
        new LogGroup(log, Topics.telemetry(hub), TELEMETRY_GROUP, MAX_BATCH, PACE, this::telemetry);
  }

  private void events(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<DeviceReports.Said> said = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      boolean may =
          contains(record.value(), FIRMWARE)
              || contains(record.value(), REFRESH)
              || contains(record.value(), AGENT);
      Optional<Event> event = may ? LogTail.readableEvent(record) : Optional.empty();
      if (event.orElse(null) instanceof Event.TwinChanged changed
          && changed.hub().equals(hub)
          && !changed.identity().isModule()) {
        said.add(
            deployments.reports().ofTwin(changed.identity().deviceId().value(), record.value()));
      }
    }
    deployments.take(hub, said);
  }

  private void telemetry(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<DeviceReports.Said> said = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (record.key() != null
          && contains(record.value(), UPDATE)
          && record.headers().lastHeader(TelemetryHeaders.MODULE_ID) == null) {
        said.add(
            deployments
                .reports()
                .ofTelemetry(new String(record.key(), StandardCharsets.UTF_8), record.value()));
      }
    }
    deployments.take(hub, said);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean contains(byte[] text, byte[] word) {
    if (text == null) {
      return false;
    }
    for (int at = 0; at <= text.length - word.length; at++) {
      int same = 0;
      while (same < word.length && text[at + same] == word[same]) {
        same++;
      }
      if (same == word.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    events.close();
    telemetry.close();
  }
}
