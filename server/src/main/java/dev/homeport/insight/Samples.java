package dev.homeport.insight;

import dev.homeport.HubName;
import dev.homeport.messaging.Measurements;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the values out of the records of a hub's telemetry topic. */
final class Samples {

  private Samples() {}

  /** Adds what {@code record} holds to {@code samples}. */
  static void read(HubName hub, ConsumerRecord<byte[], byte[]> record, List<Sample> samples) {
    Measurements.of(record).ifPresent(measurements -> add(hub, measurements, samples));
  }

  private static void add(HubName hub, Measurements measurements, List<Sample> samples) {
    Source source =
        new Source(
            hub, measurements.deviceId(), measurements.moduleId(), measurements.generationId());
    long at = micros(measurements.at());
    measurements
        .values()
        .forEach((metric, value) -> samples.add(new Sample(source, metric, at, value)));
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
