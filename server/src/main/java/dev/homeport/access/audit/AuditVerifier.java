package dev.homeport.access.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Computes the chain again, from the oldest entry that is kept to the newest, and compares it with
 * what is stored and with this node's checkpoints. Reads page by page and stands in nobody's way.
 * Thread-safe.
 */
public final class AuditVerifier {

  private static final int PAGE = 5_000;

  private final Jdbi jdbi;
  private final Checkpoints checkpoints;
  private final AuditStore store = new AuditStore();

  public AuditVerifier(Jdbi jdbi, Checkpoints checkpoints) {
    this.jdbi = jdbi;
    this.checkpoints = checkpoints;
  }

  /**
   * Checks all entries that were there when it began.
   *
   * @param progress is told from time to time how many entries have been checked
   */
  public Verdict verify(LongConsumer progress) {
    while (true) {
      Head head = jdbi.withHandle(store::head);
      Verdict verdict = new Pass(head, checkpoints.all()).run(progress);
      Head now = jdbi.withHandle(store::head);
      if (verdict instanceof Verdict.Broken && now.anchorSeq() > head.anchorSeq()) {
        continue; // what was read was being dropped, as the settings say
      }
      return verdict;
    }
  }

  /** One way through the chain. Confined to its call. */
  private final class Pass {

    private final Head head;
    private final Deque<Checkpoint> due = new ArrayDeque<>();
    private final @Nullable Checkpoint beyond;
    private long checked;
    private long seq;
    private String hash;
    private boolean anchored;

    Pass(Head head, List<Checkpoint> known) {
      this.head = head;
      this.seq = head.anchorSeq();
      this.hash = head.anchorHash();
      this.anchored = head.anchorSeq() == 0;
      known.stream()
          .filter(checkpoint -> checkpoint.seq() > head.anchorSeq())
          .filter(checkpoint -> checkpoint.seq() <= head.seq())
          .forEach(due::add);
      this.beyond =
          known.stream()
              .filter(checkpoint -> checkpoint.seq() > head.seq())
              .findFirst()
              .orElse(null);
    }

    Verdict run(LongConsumer progress) {
      Place place = Place.BEGIN;
      while (seq < head.seq()) {
        Place from = place;
        List<AuditEntry> page =
            jdbi.withHandle(
                handle -> store.after(handle, from, (int) Math.min(PAGE, head.seq() - seq)));
        if (page.isEmpty()) {
          return broken(seq + 1, "entries " + (seq + 1) + " to " + head.seq() + " are missing");
        }
        for (AuditEntry entry : page) {
          String fault = fault(entry);
          if (fault != null) {
            return broken(Math.min(entry.seq(), seq + 1), fault);
          }
        }
        place = Place.of(page.getLast());
        progress.accept(checked);
      }
      return end();
    }

    private @Nullable String fault(AuditEntry entry) {
      if (entry.seq() > seq + 1) {
        return "it is missing: entry " + entry.seq() + " follows entry " + seq;
      }
      if (entry.seq() <= seq) {
        return "there is more than one entry of this number";
      }
      if (!Chain.hash(hash, entry.seq(), entry.at(), entry.event()).equals(entry.hash())) {
        return "its content does not match its hash";
      }
      seq = entry.seq();
      hash = entry.hash();
      checked++;
      anchored |= AuditRetention.isAnchor(entry.event(), head);
      while (!due.isEmpty() && due.getFirst().seq() <= seq) {
        Checkpoint checkpoint = due.removeFirst();
        if (checkpoint.seq() == seq && !checkpoint.hash().equals(hash)) {
          return "it is another one than at a checkpoint: the chain was written anew";
        }
      }
      return null;
    }

    private Verdict end() {
      if (!hash.equals(head.hash())) {
        return broken(seq, "it is not the newest entry that was written");
      }
      Optional<Long> behind = jdbi.withHandle(handle -> store.behind(handle, head));
      if (behind.isPresent()) {
        return broken(behind.get(), "there is more than one entry of this number");
      }
      if (!anchored) {
        return broken(
            head.anchorSeq(),
            "entries up to this one are missing, and no entry says that they were dropped");
      }
      Checkpoint later = beyond;
      if (later != null) {
        return broken(seq + 1, "it is missing: a checkpoint knows entry " + later.seq());
      }
      return new Verdict.Intact(checked, head.anchorSeq() + 1, seq, hash);
    }

    private Verdict broken(long at, String reason) {
      return new Verdict.Broken(checked, at, reason);
    }
  }
}
