package dev.homeport.access.audit;

/**
 * What the newest entry was at some time, kept outside of the database.
 *
 * @param hash in lower-case hex
 */
record Checkpoint(long seq, String hash) {}
