package dev.homeport.configuration;

import dev.homeport.HubName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was created, changed or deleted through this node to the twins, one hub after the
 * other on a thread of its own, and takes its turn at the pass over everything, which one node at a
 * time makes. What it does not finish, because the node dies or the database is away, is done by
 * the next pass, at whichever node. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration LOOK_FOR_TURN = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Set<HubName> due = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Begins; what {@link #wake} was told before comes first.
   *
   * @param interval between the passes over everything, of all nodes together
   */
  public void start(ConfigurationService configurations, Duration interval) {
    thread =
        Thread.ofVirtual().name("configuration-sweeper").start(() -> run(configurations, interval));
  }

  /** Has the twins of a hub follow soon. */
  public void wake(HubName hub) {
    due.add(hub);
    woken.release();
  }

  private void run(ConfigurationService configurations, Duration interval) {
    try {
      while (!closed) {
        if (woken.tryAcquire(LOOK_FOR_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
          woken.drainPermits();
        }
        for (HubName hub : List.copyOf(due)) {
          due.remove(hub);
          attempt(() -> configurations.sweepChanged(hub));
        }
        attempt(() -> configurations.sweepInTurn(interval));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Runnable sweep) {
    try {
      sweep.run();
    } catch (RuntimeException e) {
      if (!closed) {
        LOGGER.atError().setCause(e).log("sweep of configurations broke off");
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread started = thread;
    if (started == null) {
      return;
    }
    started.interrupt();
    try {
      started.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
