package dev.homeport.eventlog;

import dev.homeport.HubName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to Kafka. Thread-safe.
 *
 * <p>Two producers: telemetry is appended from event loops and must never block ({@code
 * max.block.ms=0}), so {@link #isReady} says whether a hub's topic is known and callers keep what
 * is in flight below {@link #BUFFER_BYTES}; events are appended by the relay, which may wait. Both
 * are idempotent with {@code acks=all}: a broker that goes away and comes back within {@link
 * #DELIVERY_LIMIT} loses nothing and reorders nothing.
 */
public final class EventLog implements AutoCloseable {

  /** What the telemetry producer may hold; a caller's own bound must be well below. */
  public static final long BUFFER_BYTES = 96L << 20;

  static final Duration DELIVERY_LIMIT = Duration.ofMinutes(2);

  private static final Logger LOGGER = LoggerFactory.getLogger(EventLog.class);
  private static final Duration ADMIN_LIMIT = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofMillis(100);

  /**
   * How long telemetry waits for company. The broker's work is by batch: against 1 ms, this is
   * worth a tenth more messages a second and half the latency at the 99th percentile.
   */
  private static final String TELEMETRY_LINGER_MILLIS = "5";

  private final KafkaCluster kafka;
  private final int partitions;
  private final Duration retention;
  private final Producer<byte[], byte[]> telemetryProducer;
  private final Producer<byte[], byte[]> eventProducer;
  private final Set<HubName> wanted = ConcurrentHashMap.newKeySet();
  private final Set<HubName> ready = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param kafka need not be up yet
   * @param partitions of every topic that has to be created
   * @param retention how long telemetry and events are kept
   */
  public EventLog(KafkaCluster kafka, int partitions, Duration retention) {
    this(
        kafka,
        partitions,
        retention,
        producer(
            kafka,
            Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                "0",
                ProducerConfig.LINGER_MS_CONFIG,
                TELEMETRY_LINGER_MILLIS)),
        producer(kafka, Map.of()));
  }

  EventLog(
      KafkaCluster kafka,
      int partitions,
      Duration retention,
      Producer<byte[], byte[]> telemetryProducer,
      Producer<byte[], byte[]> eventProducer) {
    this.kafka = kafka;
    this.partitions = partitions;
    this.retention = retention;
    this.telemetryProducer = telemetryProducer;
    this.eventProducer = eventProducer;
  }

  private static Producer<byte[], byte[]> producer(KafkaCluster kafka, Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_LIMIT.toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // A topic that rests must stay known: a producer that may not block cannot look it up again.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis());
    settings.putAll(more);
    return new KafkaProducer<>(
        kafka.client(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Creates a hub's topic and the topic of events where they are missing, and makes the hub ready,
   * in the background and for as long as it takes.
   */
  public void open(HubName hub) {
    wanted.add(hub);
    Thread.ofVirtual().name("open-log-" + hub).start(() -> openUntilReady(hub));
  }

  private void openUntilReady(HubName hub) {
    boolean created = false;
    while (!closed && wanted.contains(hub)) {
      try {
        if (!created) {
          createTopics(List.of(Topics.EVENTS, Topics.telemetry(hub)));
          created = true;
        }
        telemetryProducer.partitionsFor(Topics.telemetry(hub));
        becomeReady(hub);
        LOGGER.atInfo().addKeyValue("hub", hub).log("event log ready");
        return;
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        LOGGER.atDebug().addKeyValue("cause", e.toString()).log("event log not ready yet");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Appends nothing more of a hub. */
  public void leave(HubName hub) {
    wanted.remove(hub);
    ready.remove(hub);
  }

  /**
   * Deletes a hub's topic with all that is in it, and what consumer groups have read of it; nothing
   * happens where they are gone already.
   *
   * @throws KafkaException when Kafka does not do it now
   */
  public void delete(HubName hub, Collection<String> groups) {
    try (Admin admin = Admin.create(kafka.client(Map.of()))) {
      await(admin.deleteTopics(List.of(Topics.telemetry(hub))).all());
      for (String group : groups) {
        await(admin.deleteConsumerGroups(List.of(group)).all());
      }
    }
  }

  private static void await(Future<Void> deletion) {
    try {
      deletion.get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
          && !(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new KafkaException(e.getCause());
      }
    } catch (TimeoutException e) {
      throw new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private void createTopics(List<String> names)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (Admin admin = Admin.create(kafka.client(Map.of()))) {
      int brokers =
          admin.describeCluster().nodes().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS).size();
      short replicas = (short) Math.min(3, brokers);
      Set<String> existing =
          admin.listTopics().names().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
      for (String name : names) {
        if (existing.contains(name)) {
          continue;
        }
        NewTopic topic =
            new NewTopic(name, partitions, replicas)
                .configs(
                    Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime"));
        try {
          admin.createTopics(List.of(topic)).all().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }

  /** The topic of this hub is known to the producer. */
  void becomeReady(HubName hub) {
    ready.add(hub);
  }

  /** Whether telemetry of this hub can be appended without waiting. */
  public boolean isReady(HubName hub) {
    return ready.contains(hub);
  }

  /** Whether Kafka has answered since the start. */
  public boolean isReady() {
    return !ready.isEmpty();
  }

  /**
   * Appends a device-to-cloud message and returns at once. {@code callback} runs on the producer's
   * own thread when Kafka has acknowledged or refused it; records of one key are acknowledged in
   * their order.
   */
  public void appendTelemetry(ProducerRecord<byte[], byte[]> record, Callback callback) {
    var _ = telemetryProducer.send(record, callback);
  }

  /** Appends an event of {@link Topics#EVENTS}; may wait while the broker is away. */
  Future<RecordMetadata> append(Event event) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("hub", bytes(event.hub().value()));
    String key =
        switch (event) {
          case Event.OfIdentity of -> {
            headers.add("deviceId", bytes(of.identity().deviceId().value()));
            headers.add("moduleId", bytes(of.identity().moduleColumn()));
            yield event.hub() + "/" + of.identity().deviceId();
          }
          case Event.JobChanged job -> {
            headers.add("jobId", bytes(job.jobId()));
            yield event.hub() + "/jobs/" + job.jobId();
          }
          case Event.DeploymentChanged deployment -> {
            headers.add("deploymentId", bytes(deployment.deploymentId()));
            yield event.hub() + "/deployments/" + deployment.deploymentId();
          }
        };
    headers.add("type", bytes(event.type()));
    return eventProducer.send(
        new ProducerRecord<>(
            Topics.EVENTS,
            null,
            event.time().toEpochMilli(),
            bytes(key),
            bytes(event.body()),
            headers));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  KafkaCluster kafka() {
    return kafka;
  }

  @Override
  public void close() {
    closed = true;
    telemetryProducer.close(Duration.ofSeconds(5));
    eventProducer.close(Duration.ofSeconds(5));
  }
}
