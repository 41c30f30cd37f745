package dev.homeport.access.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops months that are older than entries are kept. An entry tells of it and holds the number and
 * the hash of the last one that went, so that the rest of the chain can still be checked.
 * Thread-safe.
 */
public final class AuditRetention {

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditRetention.class);
  private static final String ACTION = "dropAuditEntries";

  private final Jdbi jdbi;
  private final AuditLog log;
  private final Clock clock;
  private final Duration kept;
  private final AuditStore store = new AuditStore();

  /**
   * @param kept how long entries are kept at least
   */
  public AuditRetention(Jdbi jdbi, AuditLog log, Clock clock, Duration kept) {
    this.jdbi = jdbi;
    this.log = log;
    this.clock = clock;
    this.kept = kept;
  }

  /** Drops all months that lie wholly before the limit. */
  void cleanUp() {
    boolean more;
    do {
      more = jdbi.inTransaction(this::dropOldest);
    } while (more);
  }

  private boolean dropOldest(Handle handle) {
    Instant limit = clock.instant().minus(kept);
    Head head = store.lockHead(handle);
    List<Month> months = store.months(handle);
    // The newest stays whatever its age: the chain goes on there.
    if (months.size() < 2 || months.getFirst().end().isAfter(limit)) {
      return false;
    }
    Month oldest = months.getFirst();
    Optional<AuditEntry> last = store.last(handle, oldest);
    store.drop(handle, oldest);
    if (last.isPresent()) {
      Head shortened = head.without(last.get());
      log.append(handle, shortened, log.link(shortened, List.of(event(oldest, shortened))));
      LOGGER
          .atInfo()
          .addKeyValue("month", oldest.value())
          .addKeyValue("seq", shortened.anchorSeq())
          .log("old audit entries dropped");
    }
    return true;
  }

  private static AuditEvent event(Month month, Head shortened) {
    return new AuditEvent(
        Actor.HOMEPORT,
        ACTION,
        "",
        "audit/" + month.value(),
        Outcome.SUCCEEDED,
        0,
        "",
        "",
        "",
        anchor(shortened));
  }

  private static String anchor(Head head) {
    return "entries up to "
        + head.anchorSeq()
        + ", the last one with the hash "
        + head.anchorHash();
  }

  /** Whether an entry tells of the drop that left {@code head}'s anchor. */
  static boolean isAnchor(AuditEvent event, Head head) {
    return event.action().equals(ACTION)
        && event.actor().equals(Actor.HOMEPORT)
        && event.detail().equals(anchor(head));
  }
}
