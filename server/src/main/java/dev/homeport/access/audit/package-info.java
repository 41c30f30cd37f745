/**
 * The audit log: what people, tokens and policies did, also in vain, as a chain of entries that
 * shows when somebody has been at it. The HTTP edge records each call with {@link
 * dev.homeport.access.audit.AuditLog} before it answers; {@link
 * dev.homeport.access.audit.AuditReader} finds entries, {@link
 * dev.homeport.access.audit.AuditVerifier} checks the chain, {@link
 * dev.homeport.access.audit.AuditUpkeep} writes checkpoints and drops old months. Owns the tables
 * {@code audit_entry} (a partition for each month) and {@code audit_head}, and the files {@code
 * audit/checkpoints} and {@code audit/open} (calls that have no entry yet) in the data directory.
 * How it is made: docs/decisions/0007-audit-chain.md.
 */
@NullMarked
package dev.homeport.access.audit;

import org.jspecify.annotations.NullMarked;
