package dev.homeport.access.audit;

import java.time.Instant;

/**
 * An event with its place in the chain.
 *
 * @param seq counted from 1, without gaps
 * @param at when it was written, in microseconds; never before the entry that precedes it
 * @param hash SHA-256 over this entry and the hash of the one before, in lower-case hex
 */
public record AuditEntry(long seq, Instant at, AuditEvent event, String hash) {}
