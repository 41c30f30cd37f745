package dev.homeport.insight;

import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes the time lines of devices from the event log, which the nodes share as one consumer group.
 * An event that comes twice is one entry, by its place in the log.
 */
public final class TimelineConsumer implements AutoCloseable {

  /** The consumer group. */
  public static final String GROUP = "homeport.timeline";

  private static final int MAX_BATCH = 1_000;

  private final Timeline timeline;
  private final LogGroup group;

  /** Starts following the event log. */
  public TimelineConsumer(EventLog log, Timeline timeline) {
    this.timeline = timeline;
    this.group = new LogGroup(log, Topics.EVENTS, GROUP, MAX_BATCH, this::handle);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    timeline.add(
        records.stream()
            .flatMap(
                record ->
                    LogTail.readableEvent(record)
                        .map(event -> new Timeline.Logged(event, record.offset()))
                        .stream())
            .toList());
  }

  @Override
  public void close() {
    group.close();
  }
}
