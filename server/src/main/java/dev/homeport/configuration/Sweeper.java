package dev.homeport.configuration;

import dev.homeport.HubName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was created, changed or deleted through this node to the twins, one hub after the
 * other on a thread of its own. What it does not finish, because the node dies or the database is
 * away, is done by the next {@link ConfigurationPass}, at whichever node. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Set<HubName> due = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /** Begins; what {@link #wake} was told before comes first. */
  public void start(ConfigurationService configurations) {
    thread = Thread.ofVirtual().name("configuration-sweeper").start(() -> run(configurations));
  }

  /** Has the twins of a hub follow soon. */
  public void wake(HubName hub) {
    due.add(hub);
    woken.release();
  }

  private void run(ConfigurationService configurations) {
    try {
      while (!closed) {
        woken.acquire();
        woken.drainPermits();
        for (HubName hub : List.copyOf(due)) {
          due.remove(hub);
          sweep(configurations, hub);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep(ConfigurationService configurations, HubName hub) {
    try {
      configurations.sweepChanged(hub);
    } catch (RuntimeException e) {
      if (!closed) {
        LOGGER.atError().addKeyValue("hub", hub).setCause(e).log("configurations are not swept");
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
