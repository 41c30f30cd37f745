package dev.homeport.eventlog;

import dev.homeport.HubName;
import dev.homeport.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of one topic from a moment on, on a thread of its own and without a
 * consumer group: every node sees every record. What the handler throws is logged and passed over,
 * because one bad record must not stop the ones behind it.
 */
public final class LogTail implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LogTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(200);

  private final String topic;
  private final Instant from;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Map<String, Object> settings;
  private final Thread thread;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /** Starts following {@code topic} with the first record at or after {@code from}. */
  public LogTail(
      EventLog log, String topic, Instant from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    this.topic = topic;
    this.from = from;
    this.handler = handler;
    this.settings =
        log.kafka()
            .client(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    250,
                    ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG,
                    50,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    500));
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(this::run);
  }

  /** The event that a record of {@link Topics#EVENTS} carries. */
  public static Event event(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    String body = new String(record.value(), StandardCharsets.UTF_8);
    if (record.headers().lastHeader("jobId") != null) {
      HubName hub = new HubName(header(record, "hub"));
      return new Event.JobChanged(hub, header(record, "jobId"), time, body);
    }
    if (record.headers().lastHeader("deploymentId") != null) {
      return new Event.DeploymentChanged(
          new HubName(header(record, "hub")),
          header(record, "deploymentId"),
          time,
          Event.DeploymentChange.of(header(record, "type")),
          body);
    }
    return Event.of(
        Identity.of(header(record, "hub"), header(record, "deviceId"), header(record, "moduleId")),
        time,
        header(record, "type"),
        body);
  }

  /** The same; empty, and told in the server's log, when the record cannot be read. */
  public static Optional<Event> readableEvent(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(event(record));
    } catch (RuntimeException e) {
      passedOver(record, e);
      return Optional.empty();
    }
  }

  private static void passedOver(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    LOGGER
        .atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .setCause(cause)
        .log("record passed over");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("the record has no header " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> opened =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException e) {
        // close() asked for it
      } catch (KafkaException e) {
        LOGGER
            .atWarn()
            .addKeyValue("topic", topic)
            .addKeyValue("cause", e.toString())
            .log("log tail starts again");
      } finally {
        consumer = null;
      }
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions = awaitPartitions(opened);
    opened.assign(partitions);
    // The ends are asked for before the search, so that what is written meanwhile is not passed
    // over.
    Map<TopicPartition, Long> next = new HashMap<>(opened.endOffsets(partitions));
    opened
        .offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> from.toEpochMilli())))
        .forEach(
            (partition, start) -> {
              if (start != null) {
                next.put(partition, start.offset());
              }
            });
    next.putAll(positions);
    next.forEach(opened::seek);
    positions.putAll(next);
    while (!closed) {
      ConsumerRecords<byte[], byte[]> records = opened.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        handle(record);
        positions.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
      }
    }
  }

  private List<TopicPartition> awaitPartitions(KafkaConsumer<byte[], byte[]> opened) {
    while (true) {
      if (closed) {
        throw new WakeupException();
      }
      try {
        var infos = opened.partitionsFor(topic, Duration.ofSeconds(5));
        if (infos != null && !infos.isEmpty()) {
          return infos.stream().map(i -> new TopicPartition(i.topic(), i.partition())).toList();
        }
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        LOGGER.atDebug().addKeyValue("topic", topic).log("broker not there yet");
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new WakeupException();
      }
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.accept(record);
    } catch (RuntimeException e) {
      passedOver(record, e);
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
