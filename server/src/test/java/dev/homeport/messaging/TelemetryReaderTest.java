package dev.homeport.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TelemetryReaderTest {

  private static final String TOPIC = "homeport.main.telemetry";
  private static final DeviceId LAMP = new DeviceId("lamp");
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  @Test
  void putsKeysWhereKafkasDefaultPartitionerPutsThem() {
    // murmur2("21") is -973932308 and murmur2("foobar") is -790332482, as producers compute it.
    assertThat(TelemetryReader.partition("21".getBytes(UTF_8), 1_000))
        .isEqualTo((-973932308 & 0x7fffffff) % 1_000);
    assertThat(TelemetryReader.partition("foobar".getBytes(UTF_8), 1_000))
        .isEqualTo((-790332482 & 0x7fffffff) % 1_000);
  }

  @Test
  void findsTheLatestOfADeviceNewestLastAcrossWindows() {
    int count = 5_000;
    TelemetryReader reader = reader(new Log(count, i -> i % 1_000 == 7 ? "lamp" : "other"));

    List<TelemetryRecord> last = reader.last(HubName.DEFAULT, LAMP, 3);

    assertThat(last)
        .extracting(item -> String.valueOf(item.body()))
        .containsExactly("{\"n\":2007}", "{\"n\":3007}", "{\"n\":4007}");
  }

  @Test
  void looksAtABoundedNumberOfRecords() {
    int count = TelemetryReader.MAX_SCANNED + 10_000;
    TelemetryReader reader = reader(new Log(count, i -> i < 100 ? "lamp" : "other"));

    assertThat(reader.last(HubName.DEFAULT, LAMP, 10)).isEmpty();
  }

  @Test
  void answersNothingForAnEmptyTopic() {
    assertThat(reader(new Log(0, i -> "lamp")).last(HubName.DEFAULT, LAMP, 10)).isEmpty();
  }

  @Test
  void saysThatKafkaIsAwayAndTriesAgainWithAnotherConsumer() {
    Log broken = new Log(1, i -> "lamp");
    broken.setPollException(new KafkaException("away"));
    Log whole = new Log(1, i -> "lamp");
    List<Log> consumers = new ArrayList<>(List.of(broken, whole));
    try (TelemetryReader reader = new TelemetryReader(consumers::removeFirst)) {
      assertThatThrownBy(() -> reader.last(HubName.DEFAULT, LAMP, 10))
          .isInstanceOfSatisfying(
              HubException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
      assertThat(broken.closed()).isTrue();

      assertThat(reader.last(HubName.DEFAULT, LAMP, 10)).hasSize(1);
    }
  }

  @Test
  void refusesLimitsOutOfRange() {
    try (TelemetryReader reader = reader(new Log(0, i -> "lamp"))) {
      assertThatThrownBy(() -> reader.last(HubName.DEFAULT, LAMP, 0))
          .isInstanceOf(HubException.class);
      assertThatThrownBy(() -> reader.last(HubName.DEFAULT, LAMP, 1_001))
          .isInstanceOf(HubException.class);
    }
  }

  @Test
  void decodesPropertiesAndJson() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", "application/json; charset=utf-8".getBytes(UTF_8));
    headers.add("iothub-connection-module-id", "dimmer".getBytes(UTF_8));
    headers.add("colour", "red".getBytes(UTF_8));
    headers.add("iothub-app-content-type", "mine".getBytes(UTF_8));

    TelemetryRecord decoded = TelemetryDecoder.decode(record(0, "lamp", "{\"a\":1.50}", headers));

    assertThat(decoded.deviceId()).isEqualTo("lamp");
    assertThat(decoded.moduleId()).isEqualTo("dimmer");
    assertThat(decoded.properties())
        .containsExactlyInAnyOrderEntriesOf(Map.of("colour", "red", "content-type", "mine"));
    assertThat(decoded.systemProperties()).containsKey("content-type").doesNotContainKey("colour");
    assertThat(String.valueOf(decoded.body())).isEqualTo("{\"a\":1.50}");
    assertThat(decoded.bodyBase64()).isNull();
  }

  @Test
  void keepsBytesThatAreNoJson() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", "application/json".getBytes(UTF_8));

    TelemetryRecord decoded = TelemetryDecoder.decode(record(0, "lamp", "{half", headers));

    assertThat(decoded.body()).isNull();
    assertThat(decoded.bodyBase64()).isEqualTo("e2hhbGY=");
    assertThat(TelemetryDecoder.decode(record(0, "lamp", "12", new RecordHeaders())).body())
        .isNull();
  }

  private static TelemetryReader reader(Log log) {
    return new TelemetryReader(() -> log);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, String key, String body, RecordHeaders headers) {
    return new ConsumerRecord<>(
        TOPIC,
        0,
        offset,
        1_000 + offset,
        TimestampType.CREATE_TIME,
        key.length(),
        body.length(),
        key.getBytes(UTF_8),
        body.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  /** A topic of one partition that hands out up to 500 records at a time. */
  private static final class Log extends MockConsumer<byte[], byte[]> {

    private final int count;
    private final IntFunction<String> keys;

    Log(int count, IntFunction<String> keys) {
      super("earliest");
      this.count = count;
      this.keys = keys;
      updatePartitions(
          TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
      updateBeginningOffsets(Map.of(PARTITION, 0L));
      updateEndOffsets(Map.of(PARTITION, (long) count));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      int from = (int) position(PARTITION);
      IntStream.range(from, Math.min(count, from + 500))
          .forEach(
              i -> addRecord(record(i, keys.apply(i), "{\"n\":" + i + "}", new RecordHeaders())));
      return super.poll(timeout);
    }
  }
}
