package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Takes device-to-cloud messages to Kafka. Never blocks: a caller asks {@link #hasRoom} first and
 * stops reading its socket while there is none. Thread-safe.
 */
public final class TelemetryIngest {

  /** Body and properties of one message: 256 KB, as IoT Hub. */
  public static final int MAX_MESSAGE_BYTES = 256 << 10;

  /** All messages that wait for Kafka, far enough below what the producer can buffer. */
  private static final long MAX_IN_FLIGHT_BYTES = EventLog.BUFFER_BYTES / 2;

  private static final int RECORD_OVERHEAD = 512;

  private final EventLog log;
  private final Clock clock;
  private final AtomicLong inFlightBytes = new AtomicLong();
  private final Map<HubName, LongAdder> accepted = new ConcurrentHashMap<>();

  public TelemetryIngest(EventLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Told once per message, on Kafka's thread, what became of it. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param failure null when the message is durable
     */
    void appended(@Nullable Exception failure);
  }

  /** Whether a message of {@code source} can be appended now. */
  public boolean hasRoom(TelemetrySource source) {
    return log.isReady(source.hub()) && inFlightBytes.get() < MAX_IN_FLIGHT_BYTES;
  }

  /**
   * Refuses what is too large.
   *
   * @throws HubException with {@link ErrorCode#MESSAGE_TOO_LARGE}
   */
  public static void requireSize(PropertyBag properties, byte[] body) {
    if (body.length + properties.size() > MAX_MESSAGE_BYTES) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE, "a message has at most " + MAX_MESSAGE_BYTES + " bytes");
    }
  }

  /** Appends one message; messages of one source are acknowledged in their order. */
  public void append(
      TelemetrySource source, PropertyBag properties, byte[] body, Listener listener) {
    List<Header> headers = new ArrayList<>(source.headers().size() + properties.headers().size());
    headers.addAll(properties.headers());
    headers.addAll(source.headers());
    long cost = (long) body.length + properties.size() + RECORD_OVERHEAD;
    inFlightBytes.addAndGet(cost);
    log.appendTelemetry(
        new ProducerRecord<>(
            source.topic(), null, clock.millis(), source.key(), body, new RecordHeaders(headers)),
        (metadata, failure) -> {
          inFlightBytes.addAndGet(-cost);
          if (failure == null) {
            accepted.computeIfAbsent(source.hub(), _ -> new LongAdder()).increment();
          }
          listener.appended(failure);
        });
  }

  /** Messages made durable since the start, of all hubs that have had this name. */
  public long acceptedCount(HubName hub) {
    LongAdder count = accepted.get(hub);
    return count == null ? 0 : count.sum();
  }

  /** Bytes that wait for Kafka's acknowledgement. */
  public long inFlightBytes() {
    return inFlightBytes.get();
  }
}
