package dev.homeport.app.console;

import dev.homeport.messaging.TelemetryDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry that somebody looks at. The hub's topic is followed only while a device is watched;
 * a record of another device costs one look at its key. Between two flushes it keeps the latest
 * {@link #MAX_PENDING}, up to {@link #MAX_PENDING_BYTES}. Thread-safe.
 */
final class LiveTelemetry {

  static final int MAX_PENDING = 1_000;
  static final int MAX_PENDING_BYTES = 4 << 20;

  private final LogFollower logs;
  private final String topic;
  private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
  private long pendingBytes; // guarded, like pending, by pending
  private volatile Set<ByteBuffer> watched = Set.of();
  private LogFollower.@Nullable Following following;

  LiveTelemetry(LogFollower logs, String topic) {
    this.logs = logs;
    this.topic = topic;
  }

  /** Watches these devices from now on, in place of those before. */
  synchronized void watch(Set<String> deviceIds) {
    watched =
        deviceIds.stream()
            .map(id -> ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.toUnmodifiableSet());
    if (watched.isEmpty()) {
      stop();
    } else if (following == null) {
      following = logs.follow(topic, this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || !watched.contains(ByteBuffer.wrap(record.key()))) {
      return;
    }
    synchronized (pending) {
      pending.addLast(record);
      pendingBytes += size(record);
      while (pending.size() > MAX_PENDING || pendingBytes > MAX_PENDING_BYTES) {
        pendingBytes -= size(pending.removeFirst());
      }
    }
  }

  private static int size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedValueSize());
  }

  /** What came since the last call. */
  List<TelemetryItem> flush() {
    List<ConsumerRecord<byte[], byte[]>> taken;
    synchronized (pending) {
      taken = new ArrayList<>(pending);
      pending.clear();
      pendingBytes = 0;
    }
    return taken.stream().map(TelemetryDecoder::decode).map(TelemetryItem::of).toList();
  }

  synchronized void stop() {
    LogFollower.Following old = following;
    following = null;
    if (old != null) {
      // Ending takes as long as the broker lets it, and nobody has to wait for it.
      Thread.ofVirtual().name("live-telemetry-end").start(old::close);
    }
  }
}
