package dev.homeport.insight;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps the numbers in a hub's telemetry. The nodes share the topic as one consumer group; a
 * message that comes twice counts once, by its series and time.
 */
public final class HistoryConsumer implements AutoCloseable {

  /** What the consumer groups are named by. */
  private static final String GROUP = "homeport.history";

  static final int MAX_BATCH = 2_000;

  private static final Duration PACE = Duration.ofMillis(250);

  private final HubName hub;
  private final HistoryWriter writer;
  private final LogGroup group;

  /** Starts reading the telemetry of {@code hub}. */
  public HistoryConsumer(
      EventLog log, HubName hub, Jdbi jdbi, Clock clock, HistorySettings settings) {
    this.hub = hub;
    this.writer = new HistoryWriter(jdbi, clock, settings.values());
    this.group =
        new LogGroup(log, Topics.telemetry(hub), group(hub), MAX_BATCH, PACE, this::handle);
  }

  /** The consumer group of a hub. */
  public static String group(HubName hub) {
    return Topics.group(GROUP, hub);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Sample> samples = new ArrayList<>();
    records.forEach(record -> Samples.read(hub, record, samples));
    writer.write(samples);
  }

  /** Values kept since the start. */
  public long storedCount() {
    return writer.storedCount();
  }

  /** Values dropped since the start, because they came later than values are kept. */
  public long tooOldCount() {
    return writer.tooOldCount();
  }

  /** Values dropped since the start, because their device is gone or has too many metrics. */
  public long withoutSeriesCount() {
    return writer.withoutSeriesCount();
  }

  @Override
  public void close() {
    group.close();
  }
}
