package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what the devices of all hubs report about updates in their twins; the nodes share the event
 * log as one consumer group. Most records say nothing about updates, which is seen from their bytes
 * alone. What comes twice does no harm, as the state machine knows.
 */
public final class UpdateConsumer implements AutoCloseable {

  static final int MAX_BATCH = 2_000;
  static final Duration PACE = Duration.ofMillis(100);

  /** The consumer group. */
  static final String GROUP = "homeport.updates";

  private static final byte[] FIRMWARE = bytes("\"firmware");
  private static final byte[] REFRESH = bytes("\"refreshUpdateUrl\"");
  private static final byte[] AGENT = bytes("\"" + AzureGoal.COMPONENT + "\"");

  private final Deployments deployments;
  private final LogGroup group;

  /** Starts following the event log. */
  public UpdateConsumer(EventLog log, Deployments deployments) {
    this.deployments = deployments;
    this.group = new LogGroup(log, Topics.EVENTS, GROUP, MAX_BATCH, PACE, this::handle);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
    Map<HubName, List<DeviceReports.Said>> said = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      boolean may =
          contains(record.value(), FIRMWARE)
              || contains(record.value(), REFRESH)
              || contains(record.value(), AGENT);
      Optional<Event> event = may ? LogTail.readableEvent(record) : Optional.empty();
      if (event.orElse(null) instanceof Event.TwinChanged changed
          && !changed.identity().isModule()) {
        said.computeIfAbsent(changed.hub(), _ -> new ArrayList<>())
            .add(
                deployments
                    .reports()
                    .ofTwin(changed.identity().deviceId().value(), record.value()));
      }
    }
    said.forEach(deployments::take);
  }

  static byte[] bytes(String text) {
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
    group.close();
  }
}
