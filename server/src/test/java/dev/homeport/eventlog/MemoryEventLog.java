package dev.homeport.eventlog;

import dev.homeport.HubName;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An event log without a broker: what is appended is durable at once. Thread-safe. */
public final class MemoryEventLog {

  private final MockProducer<byte[], byte[]> telemetry = producer();
  private final EventLog log =
      new EventLog(
          new KafkaCluster("no.broker:9092", Map.of()),
          1,
          Duration.ofDays(1),
          telemetry,
          producer());

  public MemoryEventLog() {
    log.becomeReady(HubName.DEFAULT);
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(
        true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  public EventLog log() {
    return log;
  }

  /** The messages of devices so far. */
  public int telemetryCount() {
    return telemetry.history().size();
  }
}
