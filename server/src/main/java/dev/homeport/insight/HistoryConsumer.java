package dev.homeport.insight;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps the numbers in a hub's telemetry. The nodes share the topic as one consumer group; a
 * message that comes twice counts once, by its series and time.
 *
 * <p>Batches grow with the load: there are at most {@link #BATCHES_A_SECOND}, until they are full.
 */
public final class HistoryConsumer implements AutoCloseable {

  /** The consumer group. */
  public static final String GROUP = "homeport.history";

  static final int MAX_BATCH = 2_000;

  private static final int BATCHES_A_SECOND = 4;

  private final HubName hub;
  private final HistoryWriter writer;
  private final LogGroup group;
  private volatile boolean closed;

  /** Starts reading the telemetry of {@code hub}. */
  public HistoryConsumer(
      EventLog log, HubName hub, Jdbi jdbi, Clock clock, HistorySettings settings) {
    this.hub = hub;
    this.writer = new HistoryWriter(jdbi, clock, settings.values());
    this.group = new LogGroup(log, Topics.telemetry(hub), GROUP, MAX_BATCH, this::handle);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    long begin = System.nanoTime();
    List<Sample> samples = new ArrayList<>();
    records.forEach(record -> Samples.read(hub, record, samples));
    writer.write(samples);
    if (records.size() < MAX_BATCH && !closed) {
      long pause = Duration.ofSeconds(1).toNanos() / BATCHES_A_SECOND;
      LockSupport.parkNanos(begin + pause - System.nanoTime());
    }
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
    closed = true;
    group.close();
  }
}
