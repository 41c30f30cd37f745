package dev.homeport.app.console;

import dev.homeport.access.audit.Verdict;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a check of the audit log is, or what it found.
 *
 * @param entries how many have been checked and are as they were written
 * @param first number of the oldest entry, when all are intact
 * @param last number of the newest entry, when all are intact
 * @param hash of the newest entry, when all are intact
 * @param seq of the first entry that is not as it was written
 * @param reason what is wrong with it
 */
@Schema(
    name = "AuditCheck",
    requiredProperties = {"type", "entries", "first", "last", "hash", "seq", "reason"})
public record AuditCheck(
    @Schema(enumeration = {"progress", "intact", "broken"}) String type,
    long entries,
    @Schema(nullable = true) @Nullable Long first,
    @Schema(nullable = true) @Nullable Long last,
    @Schema(nullable = true) @Nullable String hash,
    @Schema(nullable = true) @Nullable Long seq,
    @Schema(nullable = true) @Nullable String reason) {

  static AuditCheck progress(long entries) {
    return new AuditCheck("progress", entries, null, null, null, null, null);
  }

  static AuditCheck of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Intact(long entries, long first, long last, String hash) ->
          new AuditCheck("intact", entries, first, last, hash, null, null);
      case Verdict.Broken(long entries, long seq, String reason) ->
          new AuditCheck("broken", entries, null, null, null, seq, reason);
    };
  }
}
