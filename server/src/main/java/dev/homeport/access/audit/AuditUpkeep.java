package dev.homeport.access.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this node's checkpoints while the chain grows, and has old entries dropped. Works on a
 * thread of its own; what fails is tried again at the next turn.
 */
public final class AuditUpkeep implements AutoCloseable {

  static final Duration TURN = Duration.ofMinutes(1);

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditUpkeep.class);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final Checkpoints checkpoints;
  private final AuditRetention retention;
  private final Clock clock;
  private final AuditStore store = new AuditStore();
  private final Thread thread;
  private long told;
  private Instant toldAt = Instant.EPOCH;
  private volatile boolean closed;

  public AuditUpkeep(Jdbi jdbi, Checkpoints checkpoints, AuditRetention retention, Clock clock) {
    this.jdbi = jdbi;
    this.checkpoints = checkpoints;
    this.retention = retention;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("audit-upkeep").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      turn();
      try {
        Thread.sleep(TURN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** What is done every {@link #TURN}. */
  void turn() {
    try {
      retention.cleanUp();
      if (!clock.instant().isBefore(toldAt.plus(BETWEEN_CHECKPOINTS))) {
        checkpoint();
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("audit upkeep is tried again");
      }
    }
  }

  /** Writes a checkpoint when the chain has grown since the last one. */
  public synchronized void checkpoint() {
    Head head = jdbi.withHandle(store::head);
    if (head.seq() == told) {
      return;
    }
    Instant now = clock.instant();
    checkpoints.keep(seq -> seq > head.anchorSeq());
    checkpoints.add(new Checkpoint(head.seq(), head.hash()), now);
    told = head.seq();
    toldAt = now;
  }

  /** Ends with a last checkpoint. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(STOP_LIMIT);
      checkpoint();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.atWarn().addKeyValue("cause", e.toString()).log("no last audit checkpoint");
    }
  }
}
