package dev.homeport.gateway.mqtt;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets the connections of devices ask the database a few at a time, first come, first served: when
 * a whole fleet comes back at once it queues here, and the pool has connections left for everybody
 * else. Thread-safe.
 */
public final class DatabaseTurns {

  private final Semaphore free;

  /**
   * @param poolSize of the database's connections, of which devices get three quarters
   */
  public DatabaseTurns(int poolSize) {
    free = new Semaphore(Math.max(1, poolSize * 3 / 4), true);
  }

  /** Waits for its turn, however long, then asks. */
  <T> T take(Supplier<T> question) {
    free.acquireUninterruptibly();
    try {
      return question.get();
    } finally {
      free.release();
    }
  }
}
