package dev.homeport.gateway.mqtt;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings connections whose messages Kafka has acknowledged back to their event loop: one task
 * serves all that became due meanwhile, rather than one task per message. Thread-safe.
 */
final class Completions {

  private static final ConcurrentMap<EventLoop, Completions> BY_LOOP = new ConcurrentHashMap<>();

  /** A connection with something due; entered at most once at a time. */
  abstract static class Due {
    private final AtomicBoolean queued = new AtomicBoolean();

    /** Runs on the event loop. */
    abstract void settle();
  }

  private final EventLoop loop;
  private final Queue<Due> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private Completions(EventLoop loop) {
    this.loop = loop;
  }

  /** The one of an event loop; there are as many as loops, for the life of the process. */
  static Completions of(EventLoop loop) {
    return BY_LOOP.computeIfAbsent(loop, Completions::new);
  }

  void add(Due due) {
    if (due.queued.compareAndSet(false, true)) {
      queue.add(due);
      if (scheduled.compareAndSet(false, true)) {
        loop.execute(this::drain);
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    Due due = queue.poll();
    while (due != null) {
      due.queued.set(false);
      due.settle();
      due = queue.poll();
    }
  }
}
