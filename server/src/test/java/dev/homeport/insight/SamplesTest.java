package dev.homeport.insight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Instant TAKEN = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final String TEMPERATURE = "{\"temperature\":21.5}";

  private static List<Sample> read(long offset, String body, Map<String, String> headers) {
    RecordHeaders all = new RecordHeaders();
    all.add("iothub-connection-auth-generation-id", "generation-1".getBytes(UTF_8));
    headers.forEach((name, value) -> all.add(name, value.getBytes(UTF_8)));
    byte[] key = "lamp".getBytes(UTF_8);
    List<Sample> samples = new ArrayList<>();
    Samples.read(
        HubName.DEFAULT,
        new ConsumerRecord<>(
            "homeport.main.telemetry",
            0,
            offset,
            TAKEN.toEpochMilli(),
            TimestampType.CREATE_TIME,
            key.length,
            body.length(),
            key,
            body.getBytes(UTF_8),
            all,
            Optional.empty()),
        samples);
    return samples;
  }

  private static Instant time(String createdAt) {
    Sample sample = read(7, TEMPERATURE, Map.of("creation-time-utc", createdAt)).getFirst();
    return Samples.instant(sample.at());
  }

  @Test
  void readsWhoSentWhat() {
    Source lamp = new Source(HubName.DEFAULT, "lamp", "", "generation-1");
    Source bulb = new Source(HubName.DEFAULT, "lamp", "bulb", "generation-1");
    long at = Samples.micros(TAKEN) + 7;

    assertThat(read(7, TEMPERATURE, Map.of()))
        .containsExactly(new Sample(lamp, "temperature", at, 21.5));
    assertThat(read(7, TEMPERATURE, Map.of("iothub-connection-module-id", "bulb")))
        .containsExactly(new Sample(bulb, "temperature", at, 21.5));
  }

  @Test
  void looksAtTheContentTypeWhenThereIsOne() {
    assertThat(read(1, TEMPERATURE, Map.of("content-type", "application/json; charset=utf-8")))
        .hasSize(1);
    assertThat(read(1, TEMPERATURE, Map.of("content-type", "UTF-8"))).hasSize(1);
    assertThat(read(1, TEMPERATURE, Map.of("content-type", "text/plain"))).isEmpty();
    assertThat(read(1, "temperature=21.5", Map.of())).isEmpty();
  }

  @Test
  void keepsTwoMessagesOfOneMillisecondApart() {
    assertThat(read(1, TEMPERATURE, Map.of()).getFirst().at())
        .isNotEqualTo(read(2, TEMPERATURE, Map.of()).getFirst().at());
  }

  @Test
  void takesTheTimeAtWhichTheDeviceMadeTheMessage() {
    assertThat(time("2026-02-28T23:59:59.123456Z")).isEqualTo("2026-02-28T23:59:59.123456Z");
    assertThat(time("2026-03-01T13:04:00+01:00")).isEqualTo("2026-03-01T12:04:00Z");
  }

  @Test
  void takesItsOwnTimeForAClockThatCannotBeRight() {
    Instant own = TAKEN.plusNanos(7_000);

    assertThat(time("1970-01-01T00:00:12Z")).isEqualTo(own);
    assertThat(time("2026-03-01T12:06:00Z")).isEqualTo(own);
    assertThat(time("+999999999-01-01T00:00:00Z")).isEqualTo(own);
    assertThat(time("yesterday")).isEqualTo(own);
    assertThat(time("")).isEqualTo(own);
  }
}
