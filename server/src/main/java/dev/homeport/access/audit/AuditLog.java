package dev.homeport.access.audit;

import dev.homeport.Batcher;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The log of what people, tokens and policies did. An event is durable and linked into the chain
 * when {@link #record} returns; what comes at the same time shares a transaction. The nodes of an
 * installation take turns: who adds holds the row of {@code audit_head}. Thread-safe; blocks, so it
 * is for virtual threads.
 */
public final class AuditLog implements AutoCloseable {

  private static final int MAX_BATCH = 512;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AuditStore store = new AuditStore();
  private final Batcher<AuditEvent, AuditEntry> batcher;

  public AuditLog(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.batcher = new Batcher<>("audit", 1, MAX_BATCH, this::write);
  }

  /**
   * Writes an event; returns when no crash can lose it.
   *
   * @throws RuntimeException when it could not be written
   */
  public AuditEntry record(AuditEvent event) {
    try {
      return batcher.submit(this, event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private List<AuditEntry> write(List<AuditEvent> events) {
    return jdbi.inTransaction(
        handle -> {
          Head head = store.lockHead(handle);
          List<AuditEntry> entries = link(head, events);
          append(handle, head, entries);
          return entries;
        });
  }

  /** The events as the entries that follow {@code head}. */
  List<AuditEntry> link(Head head, List<AuditEvent> events) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Clocks of nodes differ a little, and some are set back; the chain's time goes on.
    Instant at = now.isAfter(head.at()) ? now : head.at();
    List<AuditEntry> entries = new ArrayList<>(events.size());
    Head end = head;
    for (AuditEvent event : events) {
      AuditEntry entry = Chain.link(end.hash(), end.seq() + 1, at, event);
      entries.add(entry);
      end = end.after(entry);
    }
    return entries;
  }

  /** Adds linked entries behind {@code head}, which this transaction has locked. */
  void append(Handle handle, Head head, List<AuditEntry> entries) {
    AuditEntry last = entries.getLast();
    Month month = Month.of(last.at());
    if (head.seq() == 0 || !month.equals(Month.of(head.at()))) {
      store.ensure(handle, month);
    }
    store.insert(handle, entries);
    store.moveHead(handle, head.after(last));
  }

  /** Takes nothing new, writes what has come. */
  @Override
  public void close() {
    batcher.close();
  }
}
