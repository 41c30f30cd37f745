package dev.homeport.messaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in one telemetry message of a device or module.
 *
 * @param moduleId {@code ""} for the device itself
 * @param generationId tells devices apart that had the same id one after the other
 * @param at when the device made the message, if it says so, otherwise when the hub took it. Two
 *     messages of the same millisecond stay apart, because the record's offset gives the
 *     microseconds
 * @param values by the names on the way to them, with dots; none when the body is no JSON object
 */
public record Measurements(
    String deviceId, String moduleId, String generationId, Instant at, Map<String, Double> values) {

  /** What a device's clock may be ahead of the hub's. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /** A clock that shows an earlier time was never set. */
  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

  private static final int MICROS = 1_000;

  /** Reads a record of a hub's telemetry topic; empty when it does not say whose it is. */
  public static Optional<Measurements> of(ConsumerRecord<byte[], byte[]> record) {
    String generation = header(record, TelemetryHeaders.GENERATION_ID);
    if (record.key() == null || generation == null) {
      return Optional.empty();
    }
    String module = header(record, TelemetryHeaders.MODULE_ID);
    return Optional.of(
        new Measurements(
            new String(record.key(), StandardCharsets.UTF_8),
            module == null ? "" : module,
            generation,
            at(record),
            values(record)));
  }

  /** When the hub took a message, apart from others of the same millisecond. */
  public static Instant takenAt(ConsumerRecord<byte[], byte[]> record) {
    return Instant.ofEpochMilli(record.timestamp()).plusNanos(record.offset() % MICROS * MICROS);
  }

  private static Map<String, Double> values(ConsumerRecord<byte[], byte[]> record) {
    byte[] body = record.value();
    return body != null
            && TelemetryDecoder.mayBeJson(body, header(record, TelemetryHeaders.CONTENT_TYPE))
        ? NumberFields.of(body)
        : Map.of();
  }

  private static Instant at(ConsumerRecord<byte[], byte[]> record) {
    String said = header(record, TelemetryHeaders.CREATION_TIME);
    Instant created = said == null ? null : time(said);
    return created != null
            && !created.isBefore(EARLIEST)
            && !created.isAfter(Instant.ofEpochMilli(record.timestamp()).plus(MAX_AHEAD))
        ? created
        : takenAt(record);
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
