package dev.homeport.access.audit;

/** What checking the chain found. */
public sealed interface Verdict {

  /** How many entries were checked and are as they were written. */
  long entries();

  /**
   * Every entry is as it was written.
   *
   * @param first number of the oldest entry that is kept; one more than {@code last} when none is
   * @param last number of the newest
   * @param hash of the newest; whoever keeps it elsewhere can compare it later
   */
  record Intact(long entries, long first, long last, String hash) implements Verdict {}

  /**
   * Somebody has been at the log.
   *
   * @param seq of the first entry that is not as it was written
   * @param reason for people
   */
  record Broken(long entries, long seq, String reason) implements Verdict {}
}
