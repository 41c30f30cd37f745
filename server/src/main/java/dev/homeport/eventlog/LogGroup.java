package dev.homeport.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
 * them. A batch is acknowledged when the handler has returned; when it throws, the batch comes
 * again, here or at another node. So the handler sees each record at least once and must not mind
 * seeing it twice. A new group begins with the oldest record that is kept.
 */
public final class LogGroup implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LogGroup.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String topic;
  private final String group;
  private final Consumer<List<ConsumerRecord<byte[], byte[]>>> handler;
  private final Map<String, Object> settings;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Starts reading.
   *
   * @param group the name that the members on all nodes share
   * @param maxBatch the most records that the handler gets at once
   */
  public LogGroup(
      EventLog log,
      String topic,
      String group,
      int maxBatch,
      Consumer<List<ConsumerRecord<byte[], byte[]>>> handler) {
    this.topic = topic;
    this.group = group;
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
      try (KafkaConsumer<byte[], byte[]> opened =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        opened.subscribe(List.of(topic));
        while (!closed) {
          handle(opened, opened.poll(POLL));
        }
      } catch (WakeupException e) {
        // close() asked for it
      } catch (KafkaException e) {
        LOGGER
            .atWarn()
            .addKeyValue("group", group)
            .addKeyValue("cause", e.toString())
            .log("log group starts again");
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void handle(
      KafkaConsumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return;
    }
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
    records.forEach(batch::add);
    try {
      handler.accept(batch);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("group", group).setCause(e).log("batch is tried again");
      rewind(opened, records);
      pause();
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      reached.put(
          partition, new OffsetAndMetadata(records.records(partition).getLast().offset() + 1));
    }
    opened.commitSync(reached);
  }

  /** Back to the begin of a batch, as far as its partitions are still this member's. */
  private static void rewind(
      KafkaConsumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      if (opened.assignment().contains(partition)) {
        opened.seek(partition, records.records(partition).getFirst().offset());
      }
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
