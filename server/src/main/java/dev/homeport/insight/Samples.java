package dev.homeport.insight;

import dev.homeport.HubName;
import dev.homeport.messaging.TelemetryDecoder;
import dev.homeport.messaging.TelemetryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values out of the records of a hub's telemetry topic.
 *
 * <p>A value is of the time at which the device made the message, if it says so, otherwise of the
 * time at which the hub took it. Two messages in the same millisecond stay apart, because the
 * record's offset gives the microseconds.
 */
final class Samples {

  /** What a device's clock may be ahead of the hub's. */
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /** A clock that shows an earlier time was never set. */
  static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

  private static final int MICROS = 1_000;

  private Samples() {}

  /** Adds what {@code record} holds to {@code samples}. */
  static void read(HubName hub, ConsumerRecord<byte[], byte[]> record, List<Sample> samples) {
    byte[] body = record.value();
    if (body == null
        || !TelemetryDecoder.mayBeJson(body, header(record, TelemetryHeaders.CONTENT_TYPE))) {
      return;
    }
    Map<String, Double> numbers = NumberFields.of(body);
    String generation = header(record, TelemetryHeaders.GENERATION_ID);
    if (numbers.isEmpty() || record.key() == null || generation == null) {
      return;
    }
    String module = header(record, TelemetryHeaders.MODULE_ID);
    Source source =
        new Source(
            hub,
            new String(record.key(), StandardCharsets.UTF_8),
            module == null ? "" : module,
            generation);
    long at = at(record);
    numbers.forEach((metric, value) -> samples.add(new Sample(source, metric, at, value)));
  }

  private static long at(ConsumerRecord<byte[], byte[]> record) {
    String said = header(record, TelemetryHeaders.CREATION_TIME);
    Instant created = said == null ? null : time(said);
    if (created != null
        && !created.isBefore(EARLIEST)
        && !created.isAfter(Instant.ofEpochMilli(record.timestamp()).plus(MAX_AHEAD))) {
      return micros(created);
    }
    return record.timestamp() * MICROS + record.offset() % MICROS;
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null; // the hub's own time stands in for it
    }
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
