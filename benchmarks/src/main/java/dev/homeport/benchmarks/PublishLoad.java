package dev.homeport.benchmarks;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Publishers of QoS 1 messages. Either each keeps a window of messages on the way, or all together
 * keep a rate: then latency is counted from the time at which a message was due, so that a server
 * that stalls cannot hide it.
 */
final class PublishLoad {

  private static final long WARM_UP_MILLIS = 3_000;
  private static final long TICK_MICROS = 1_000;
  private static final int MAX_PACKET_ID = 0xffff;

  /**
   * What was measured.
   *
   * @param connectsPerSecond connections accepted a second while all were opened
   * @param perSecond acknowledged messages a second after the warm-up
   * @param micros from the write, or from the due time, to the PUBACK
   */
  record Result(double connectsPerSecond, double perSecond, Histogram micros) {}

  private final Target target;
  private final Function<Target.Client, byte[]> body;
  private final LongAdder acknowledged = new LongAdder();
  private final Histogram micros = new ConcurrentHistogram(60_000_000, 3);
  private volatile boolean publishing;
  private volatile boolean measuring;

  /** Messages of so many bytes that say nothing. */
  PublishLoad(Target target, int bodyBytes) {
    byte[] zeros = new byte[bodyBytes];
    this(target, _ -> zeros);
  }

  /**
   * @param body of a client's next message, asked for when it is sent
   */
  PublishLoad(Target target, Function<Target.Client, byte[]> body) {
    this.target = target;
    this.body = body;
  }

  /** As fast as windows of {@code window} unacknowledged messages a connection allow. */
  Result atFullSpeed(int window, int seconds) throws InterruptedException {
    return run(
        seconds,
        publishers ->
            publishers.forEach(
                publisher ->
                    publisher.context().executor().execute(() -> publisher.keepWindow(window))));
  }

  /** {@code perSecond} messages a second, one device after the other. */
  Result atRate(double perSecond, int seconds) throws InterruptedException {
    double ofOne = perSecond / target.clients().size();
    return run(
        seconds,
        publishers -> {
          Map<EventExecutor, List<Publisher>> byLoop =
              publishers.stream()
                  .collect(Collectors.groupingBy(publisher -> publisher.context().executor()));
          byLoop.forEach(
              (loop, group) -> new Pace(group, 1e9 / (ofOne * group.size())).begin(loop));
        });
  }

  private Result run(int seconds, Consumer<List<Publisher>> start) throws InterruptedException {
    try (Connections<Publisher> connections = Connections.open(target, Publisher::new)) {
      publishing = true;
      start.accept(connections.devices());
      Thread.sleep(WARM_UP_MILLIS);
      measuring = true;
      long before = acknowledged.sum();
      long from = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      long count = acknowledged.sum() - before;
      double elapsed = (System.nanoTime() - from) / 1e9;
      measuring = false;
      publishing = false;
      connections.requireWhole();
      return new Result(connections.perSecond(), count / elapsed, micros);
    } finally {
      publishing = false;
    }
  }

  /** Lets the publishers of one event loop speak in turn. Confined to that loop. */
  private final class Pace {

    private final List<Publisher> publishers;
    private final double nanosBetween;
    private double dueNanos;
    private int next;

    Pace(List<Publisher> publishers, double nanosBetween) {
      this.publishers = publishers;
      this.nanosBetween = nanosBetween;
    }

    void begin(EventExecutor loop) {
      dueNanos = System.nanoTime();
      loop.execute(() -> publishDue(loop));
    }

    private void publishDue(EventExecutor loop) {
      if (!publishing) {
        return;
      }
      for (long now = System.nanoTime(); dueNanos <= now; dueNanos += nanosBetween) {
        publishers.get(next).publishNext((long) dueNanos);
        next = (next + 1) % publishers.size();
      }
      var _ = loop.schedule(() -> publishDue(loop), TICK_MICROS, TimeUnit.MICROSECONDS);
    }
  }

  private final class Publisher extends LoadDevice {

    private final long[] since = new long[MAX_PACKET_ID + 1];
    private boolean windowed;
    private int lastPacketId;

    Publisher(Target.Client client) {
      super(client, target.tls() != null);
    }

    void keepWindow(int window) {
      windowed = true;
      for (int i = 0; i < window; i++) {
        publishNext(System.nanoTime());
      }
    }

    private void publishNext(long from) {
      lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
      since[lastPacketId] = from;
      publish(client().topic(), lastPacketId, body.apply(client()));
    }

    @Override
    public void published(int packetId) {
      acknowledged.increment();
      long now = System.nanoTime();
      if (measuring) {
        micros.recordValue(Math.clamp((now - since[packetId]) / 1_000, 1, 60_000_000));
      }
      if (windowed && publishing) {
        publishNext(now);
      }
    }
  }
}
