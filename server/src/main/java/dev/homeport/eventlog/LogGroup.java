package dev.homeport.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic together with the other nodes, on a thread of its own: Kafka shares the
 * partitions out among the members of the group, so records of one key stay in order with one of
 * them. A batch is acknowledged when the handler has returned, unless that says otherwise; when it
 * throws, what is not acknowledged comes again, here or at another node. So the handler sees each
 * record at least once and must not mind seeing it twice. A new group begins with the oldest record
 * that is kept.
 */
public final class LogGroup implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LogGroup.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LEAVE = Duration.ofSeconds(1);

  /** What is done with the records, on the group's thread. */
  @FunctionalInterface
  public interface Handler {

    void handle(List<ConsumerRecord<byte[], byte[]>> batch);

    /**
     * Called after each look into the topic, whether or not there was a batch.
     *
     * @param caughtUp whether no partition has more than a batch of records to come
     * @return whether all that was handled may be acknowledged; what is not comes again after a
     *     crash
     */
    default boolean settle(boolean caughtUp) {
      return true;
    }

    /** Called when partitions have become this member's. */
    default void assigned(Set<Integer> partitions) {}

    /** Called before partitions go to another member, to make durable what was handled of them. */
    default void release(Set<Integer> partitions) {}

    /**
     * Called when partitions are no longer this member's. When a batch fails, it is called for all
     * of them, and {@link #assigned} after it: they come again from what was acknowledged.
     */
    default void forget(Set<Integer> partitions) {}
  }

  private final String topic;
  private final String group;
  private final int maxBatch;
  private final Duration pace;
  private final Handler handler;
  private final Map<String, Object> settings;
  private final Thread thread;

  /** Per partition, what is acknowledged, and what is handled beyond; of the group's thread. */
  private final Map<TopicPartition, Long> settled = new HashMap<>();

  private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Starts reading; batches come as soon as there are records.
   *
   * @param group the name that the members on all nodes share
   * @param maxBatch the most records that the handler gets at once
   */
  public LogGroup(EventLog log, String topic, String group, int maxBatch, Handler handler) {
    this(log, topic, group, maxBatch, Duration.ZERO, handler);
  }

  /**
   * The same, with batches that grow with the load: until they are full, they come at a pace.
   *
   * @param pace from the begin of a batch to that of the next one
   */
  public LogGroup(
      EventLog log, String topic, String group, int maxBatch, Duration pace, Handler handler) {
    this.topic = topic;
    this.group = group;
    this.maxBatch = maxBatch;
    this.pace = pace;
    this.handler = handler;
    this.settings =
        log.kafka()
            .client(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    group,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    maxBatch,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    250,
                    // How often a topic that is not there yet is looked for.
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    10_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG,
                    50,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    500));
    this.thread = Thread.ofPlatform().daemon().name("group-" + group).start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        read();
      } catch (WakeupException e) {
        // close() asked for it
      } catch (KafkaException e) {
        LOGGER
            .atWarn()
            .addKeyValue("group", group)
            .addKeyValue("cause", e.toString())
            .log("log group starts again");
        pause();
      }
    }
  }

  private void read() {
    KafkaConsumer<byte[], byte[]> opened =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      consumer = opened;
      settled.clear();
      reached.clear();
      opened.subscribe(List.of(topic), new Shares(opened));
      while (!closed) {
        ConsumerRecords<byte[], byte[]> records = opened.poll(POLL);
        long begin = System.nanoTime();
        handle(opened, records);
        if (!records.isEmpty() && records.count() < maxBatch && !closed) {
          LockSupport.parkNanos(begin + pace.toNanos() - System.nanoTime());
        }
      }
    } finally {
      consumer = null;
      // A group that is just being shared out anew would have the whole server wait to leave it.
      opened.close(CloseOptions.timeout(LEAVE));
    }
  }

  private void handle(
      KafkaConsumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> its = records.records(partition);
      settled.putIfAbsent(partition, its.getFirst().offset());
      batch.addAll(its);
    }
    boolean durable;
    try {
      if (!batch.isEmpty()) {
        handler.handle(batch);
        for (TopicPartition partition : records.partitions()) {
          long last = records.records(partition).getLast().offset();
          reached.put(partition, new OffsetAndMetadata(last + 1));
        }
      }
      durable = handler.settle(isCaughtUp(opened));
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("group", group).setCause(e).log("batch is tried again");
      rewind(opened);
      pause();
      return;
    }
    if (durable) {
      acknowledge(opened, reached.keySet());
    }
  }

  private boolean isCaughtUp(KafkaConsumer<byte[], byte[]> opened) {
    return opened.assignment().stream()
        .allMatch(partition -> opened.currentLag(partition).orElse(Long.MAX_VALUE) <= maxBatch);
  }

  private void acknowledge(
      KafkaConsumer<byte[], byte[]> opened, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>(reached);
    due.keySet().retainAll(partitions);
    if (!due.isEmpty()) {
      opened.commitSync(due);
      due.forEach((partition, position) -> settled.put(partition, position.offset()));
      reached.keySet().removeAll(due.keySet());
    }
  }

  /** Back to what is acknowledged, as far as its partitions are still this member's. */
  private void rewind(KafkaConsumer<byte[], byte[]> opened) {
    settled.forEach(
        (partition, offset) -> {
          if (opened.assignment().contains(partition)) {
            opened.seek(partition, offset);
          }
        });
    reached.clear();
    handler.forget(numbers(opened.assignment()));
    handler.assigned(numbers(opened.assignment()));
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  /** What the group's members share out among each other, as it concerns this one. */
  private final class Shares implements ConsumerRebalanceListener {

    private final KafkaConsumer<byte[], byte[]> opened;

    Shares(KafkaConsumer<byte[], byte[]> opened) {
      this.opened = opened;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      handler.assigned(numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        handler.release(numbers(partitions));
        acknowledge(opened, partitions);
      } catch (RuntimeException e) {
        LOGGER
            .atWarn()
            .addKeyValue("group", group)
            .addKeyValue("cause", e.toString())
            .log("records come again at the partitions' next member");
      }
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      settled.keySet().removeAll(partitions);
      reached.keySet().removeAll(partitions);
      handler.forget(numbers(partitions));
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
