package dev.homeport.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Devices that each patch a reported property, one patch after the other. */
final class PatchLoad {

  private static final long WARM_UP_MILLIS = 3_000;
  private static final String ANSWERS = "$iothub/twin/res/";

  private final Target target;
  private final LongAdder answered = new LongAdder();
  private final AtomicReference<@Nullable String> refused = new AtomicReference<>();
  private final Histogram micros = new ConcurrentHistogram(60_000_000, 3);
  private volatile boolean patching = true;
  private volatile boolean measuring;

  PatchLoad(Target target) {
    this.target = target;
  }

  /**
   * What was measured.
   *
   * @param perSecond durable patches a second
   */
  record Result(double perSecond, Histogram micros) {}

  /** Each patches again as soon as the patch before is durable. */
  Result run(int seconds) throws InterruptedException {
    return run(seconds, 0);
  }

  /** All together patch so often a second; who has no answer yet skips its turn. */
  Result atRate(double perSecond, int seconds) throws InterruptedException {
    return run(seconds, (long) (1e9 * target.clients().size() / perSecond));
  }

  private Result run(int seconds, long nanosBetween) throws InterruptedException {
    try (Connections<Patcher> connections = Connections.open(target, Patcher::new)) {
      int all = connections.devices().size();
      for (int i = 0; i < all; i++) {
        connections.devices().get(i).begin(nanosBetween, i * nanosBetween / all);
      }
      Thread.sleep(WARM_UP_MILLIS);
      measuring = true;
      long before = answered.sum();
      long from = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      double perSecond = (answered.sum() - before) / ((System.nanoTime() - from) / 1e9);
      measuring = false;
      connections.requireWhole();
      String why = refused.get();
      if (why != null) {
        throw new IllegalStateException("a patch was refused: " + why);
      }
      return new Result(perSecond, micros);
    } finally {
      patching = false;
    }
  }

  private final class Patcher extends LoadDevice {

    private long count;
    private long since;
    private boolean paced;
    private boolean waiting;

    Patcher(Target.Client client) {
      super(client, target.tls() != null);
    }

    void begin(long nanosBetween, long nanosFirst) {
      EventExecutor loop = context().executor();
      loop.execute(() -> subscribe(ANSWERS + "#"));
      if (nanosBetween == 0) {
        loop.execute(this::patch);
      } else {
        loop.execute(() -> paced = true);
        loop.scheduleAtFixedRate(this::turn, nanosFirst, nanosBetween, TimeUnit.NANOSECONDS);
      }
    }

    private void turn() {
      if (patching && !waiting) {
        patch();
      }
    }

    private void patch() {
      waiting = true;
      since = System.nanoTime();
      byte[] body = ("{\"count\":" + ++count + "}").getBytes(StandardCharsets.UTF_8);
      publish("$iothub/twin/PATCH/properties/reported/?$rid=" + count, 0, body);
    }

    @Override
    public void received(String topic, int packetId, ByteBuf payload) {
      if (!topic.startsWith(ANSWERS)) {
        return;
      }
      if (!topic.startsWith("204/", ANSWERS.length())) {
        refused.compareAndSet(null, topic);
        return;
      }
      answered.increment();
      if (measuring) {
        micros.recordValue(Math.clamp((System.nanoTime() - since) / 1_000, 1, 60_000_000));
      }
      waiting = false;
      if (patching && !paced) {
        patch();
      }
    }
  }
}
