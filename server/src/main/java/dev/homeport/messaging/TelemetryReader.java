package dev.homeport.messaging;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.eventlog.KafkaCluster;
import dev.homeport.eventlog.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the latest telemetry of one device: reads the partition of its key backwards, window by
 * window, until it has enough or has looked at {@link #MAX_SCANNED} records or for {@link
 * #MAX_TIME}. One consumer serves all callers in turn. Thread-safe.
 */
public final class TelemetryReader implements AutoCloseable {

  public static final int MAX_RECORDS = 1_000;

  static final int MAX_SCANNED = 50_000;
  static final Duration MAX_TIME = Duration.ofSeconds(3);

  private static final Logger LOGGER = LoggerFactory.getLogger(TelemetryReader.class);
  private static final int FIRST_WINDOW = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<byte[], byte[]>> connect;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Consumer<byte[], byte[]> consumer;

  public TelemetryReader(KafkaCluster kafka) {
    this(() -> consumer(kafka));
  }

  TelemetryReader(Supplier<Consumer<byte[], byte[]>> connect) {
    this.connect = connect;
  }

  private static Consumer<byte[], byte[]> consumer(KafkaCluster kafka) {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * The last messages of a device and its modules, oldest first; fewer when the limits of the
   * search were reached.
   *
   * @param limit 1 to {@link #MAX_RECORDS}
   * @throws HubException with {@link ErrorCode#SERVICE_UNAVAILABLE} when Kafka does not answer
   */
  public List<TelemetryRecord> last(HubName hub, DeviceId deviceId, int limit) {
    if (limit < 1 || limit > MAX_RECORDS) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the limit is between 1 and " + MAX_RECORDS);
    }
    byte[] key = deviceId.value().getBytes(StandardCharsets.UTF_8);
    List<ConsumerRecord<byte[], byte[]>> found = read(Topics.telemetry(hub), key, limit);
    return found.stream().map(TelemetryDecoder::decode).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, byte[] key, int limit) {
    try {
      if (!turn.tryLock(10, TimeUnit.SECONDS)) {
        throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "too many readers of telemetry");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "interrupted");
    }
    try {
      Consumer<byte[], byte[]> current = consumer;
      if (current == null) {
        current = connect.get();
        consumer = current;
      }
      return read(current, topic, key, limit);
    } catch (KafkaException e) {
      LOGGER.atWarn().addKeyValue("cause", e.toString()).log("telemetry could not be read");
      drop();
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "the event stream does not answer");
    } finally {
      turn.unlock();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> consumer, String topic, byte[] key, int limit) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      return List.of();
    }
    TopicPartition partition = new TopicPartition(topic, partition(key, partitions.size()));
    consumer.assign(List.of(partition));
    long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long to = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long deadline = System.nanoTime() + MAX_TIME.toNanos();
    long oldest = Math.max(begin, to - MAX_SCANNED);
    int window = Math.max(FIRST_WINDOW, limit);
    Deque<List<ConsumerRecord<byte[], byte[]>>> windows = new ArrayDeque<>();
    int found = 0;
    while (found < limit && to > oldest && System.nanoTime() < deadline) {
      long from = Math.max(oldest, to - window);
      List<ConsumerRecord<byte[], byte[]>> hits =
          window(consumer, partition, from, to, key, deadline);
      windows.addFirst(hits);
      found += hits.size();
      to = from;
      window *= 2;
    }
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(found);
    windows.forEach(all::addAll);
    return all.size() > limit ? all.subList(all.size() - limit, all.size()) : all;
  }

  private static List<ConsumerRecord<byte[], byte[]>> window(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long to,
      byte[] key,
      long deadline) {
    List<ConsumerRecord<byte[], byte[]>> hits = new ArrayList<>();
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      if (System.nanoTime() >= deadline) {
        // Half a window would leave out the newest of it.
        return List.of();
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() < to && Arrays.equals(record.key(), key)) {
          hits.add(record);
        }
      }
    }
    return List.copyOf(hits);
  }

  /** Where Kafka's default partitioner puts a key. */
  static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private void drop() {
    Consumer<byte[], byte[]> broken = consumer;
    consumer = null;
    if (broken != null) {
      broken.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      drop();
    } finally {
      turn.unlock();
    }
  }
}
