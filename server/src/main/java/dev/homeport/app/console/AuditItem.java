package dev.homeport.app.console;

import dev.homeport.access.audit.AuditEntry;
import dev.homeport.access.audit.AuditEvent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of the audit log.
 *
 * @param seq its number; the numbers have no gaps
 * @param at when it was written
 * @param who the user, token or policy; {@code ""} for somebody who proved nothing
 * @param hash over this entry and the one before
 */
@Schema(
    name = "AuditItem",
    requiredProperties = {
      "seq",
      "at",
      "kind",
      "who",
      "role",
      "action",
      "hub",
      "target",
      "outcome",
      "status",
      "code",
      "address",
      "requestId",
      "detail",
      "hash"
    })
public record AuditItem(
    long seq,
    @Schema(format = "date-time") String at,
    @Schema(enumeration = {"person", "token", "policy", "system", "stranger"}) String kind,
    String who,
    String role,
    String action,
    String hub,
    String target,
    @Schema(enumeration = {"succeeded", "denied", "failed"}) String outcome,
    int status,
    String code,
    String address,
    String requestId,
    String detail,
    String hash) {

  static AuditItem of(AuditEntry entry) {
    AuditEvent event = entry.event();
    return new AuditItem(
        entry.seq(),
        entry.at().toString(),
        event.actor().kind().wire(),
        event.actor().name(),
        event.actor().role(),
        event.action(),
        event.hub(),
        event.target(),
        event.outcome().wire(),
        event.status(),
        event.code(),
        event.address(),
        event.requestId(),
        event.detail(),
        entry.hash());
  }
}
