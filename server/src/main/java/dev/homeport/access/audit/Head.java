package dev.homeport.access.audit;

import java.time.Instant;

/**
 * Where the chain begins and ends.
 *
 * @param seq of the newest entry; 0 before the first
 * @param hash of the newest entry
 * @param at of the newest entry
 * @param anchorSeq of the last entry that was dropped; 0 when all are there
 * @param anchorHash of that entry, which the oldest one that is there follows
 */
record Head(long seq, String hash, Instant at, long anchorSeq, String anchorHash) {

  /** The chain with one more entry at its end. */
  Head after(AuditEntry entry) {
    return new Head(entry.seq(), entry.hash(), entry.at(), anchorSeq, anchorHash);
  }

  /** The chain without its entries up to {@code last}. */
  Head without(AuditEntry last) {
    return new Head(seq, hash, at, last.seq(), last.hash());
  }
}
