package dev.homeport.messaging;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops expired messages and old feedback every few seconds, in bounded batches. Every node runs
 * one; they pass over each other's rows.
 */
public final class ExpirySweep implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ExpirySweep.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BATCH = 500;

  private final CommandQueue queue;
  private final FeedbackQueue feedback;
  private final Thread thread;
  private volatile boolean closed;

  public ExpirySweep(CommandQueue queue, FeedbackQueue feedback) {
    this.queue = queue;
    this.feedback = feedback;
    this.thread = Thread.ofVirtual().name("message-expiry").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      boolean more = false;
      try {
        more = sweep();
      } catch (RuntimeException e) {
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("expiry sweep tries again later");
      }
      if (!more) {
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  /** Whether there may be more to drop. */
  boolean sweep() {
    int messages = queue.dropExpired(BATCH);
    int records = feedback.dropOld(BATCH);
    return messages == BATCH || records == BATCH;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
