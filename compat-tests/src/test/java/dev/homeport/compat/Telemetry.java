package dev.homeport.compat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Stored telemetry, read back with a plain Kafka client. */
final class Telemetry {

  private static final String TOPIC = "homeport.main.telemetry";

  private Telemetry() {}

  /** All records whose key is {@code deviceId}, in their order. */
  static List<ConsumerRecord<String, String>> of(String bootstrapServers, String deviceId) {
    return of(bootstrapServers, deviceId, Map.of());
  }

  /**
   * The same.
   *
   * @param client how to speak with Kafka
   */
  static List<ConsumerRecord<String, String>> of(
      String bootstrapServers, String deviceId, Map<String, Object> client) {
    return all(bootstrapServers, client).stream()
        .filter(record -> deviceId.equals(record.key()))
        .toList();
  }

  /** The same, of a hub that is not the first one. */
  static List<ConsumerRecord<String, String>> ofHub(
      String bootstrapServers, String hub, String deviceId) {
    return all(bootstrapServers, "homeport." + hub + ".telemetry", Map.of()).stream()
        .filter(record -> deviceId.equals(record.key()))
        .toList();
  }

  /**
   * All records, those of one device in their order.
   *
   * @param client how to speak with Kafka
   */
  static List<ConsumerRecord<String, String>> all(
      String bootstrapServers, Map<String, Object> client) {
    return all(bootstrapServers, TOPIC, client);
  }

  private static List<ConsumerRecord<String, String>> all(
      String bootstrapServers, String topic, Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Predicate<TopicPartition> behind = p -> consumer.position(p) < ends.getOrDefault(p, 0L);
      while (partitions.stream().anyMatch(behind)) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  /** The header's text, "" where there is none. */
  static String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
