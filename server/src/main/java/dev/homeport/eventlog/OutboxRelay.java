package dev.homeport.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the outbox to Kafka: reads the oldest rows, appends them, deletes them when Kafka has
 * acknowledged all. A crash in between sends rows again, so consumers see each event at least once.
 *
 * <p>One relay of the installation works at a time: it holds a PostgreSQL advisory lock on its
 * connection; the others ask for it again every second.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long ADVISORY_LOCK = 0x686f6d65706f7274L; // "homeport"
  private static final int BATCH = 1_000;
  private static final long IDLE_MILLIS = 50;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration APPEND_LIMIT = Duration.ofMinutes(3);

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final EventLog log;
  private final Thread thread;
  private volatile boolean closed;

  public OutboxRelay(Jdbi jdbi, Outbox outbox, EventLog log) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.log = log;
    this.thread = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        jdbi.useHandle(this::relayWhileLeader);
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        if (closed) {
          return;
        }
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("outbox relay starts again");
        try {
          Thread.sleep(RETRY);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void relayWhileLeader(Handle handle) throws Exception {
    boolean leader =
        handle
            .createQuery("SELECT pg_try_advisory_lock(:lock)")
            .bind("lock", ADVISORY_LOCK)
            .mapTo(Boolean.class)
            .one();
    if (!leader) {
      return;
    }
    try {
      LOGGER.atInfo().log("outbox relay leads");
      while (!closed) {
        List<Outbox.Row> rows = outbox.oldest(handle, BATCH);
        if (rows.isEmpty()) {
          outbox.awaitWake(IDLE_MILLIS);
        } else {
          append(rows);
          outbox.delete(handle, rows);
        }
      }
    } finally {
      release(handle);
    }
  }

  private void append(List<Outbox.Row> rows)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (Outbox.Row row : rows) {
      sent.add(log.append(row.event()));
    }
    for (Future<RecordMetadata> record : sent) {
      record.get(APPEND_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** The connection goes back to its pool, so the lock must go first; a broken one has lost it. */
  private static void release(Handle handle) {
    try {
      handle
          .createQuery("SELECT pg_advisory_unlock(:lock)")
          .bind("lock", ADVISORY_LOCK)
          .mapTo(Boolean.class)
          .one();
    } catch (RuntimeException e) {
      LOGGER.atInfo().addKeyValue("cause", e.toString()).log("relay lock went with its connection");
    }
  }

  @Override
  public void close() {
    closed = true;
    outbox.wake();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
