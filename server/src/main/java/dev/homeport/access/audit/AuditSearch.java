package dev.homeport.access.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for: those that meet all that is not null.
 *
 * @param from the first moment
 * @param to the first moment that is too late
 * @param who the whole name of a user, token or policy
 * @param action the whole word
 * @param target the whole path
 * @param text part of the name, action, target, code, address, request id or detail, whatever its
 *     case
 */
public record AuditSearch(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String who,
    @Nullable String action,
    @Nullable String target,
    @Nullable Outcome outcome,
    @Nullable String text) {

  /** All entries. */
  public static final AuditSearch ALL = new AuditSearch(null, null, null, null, null, null, null);
}
