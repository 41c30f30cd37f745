package dev.homeport.agent.update;

import java.time.Duration;

/**
 * How long a device tries before it gives an update up.
 *
 * @param firstPause after a download was cut; doubles with each one that brought nothing
 * @param longestPause between two attempts, whatever the server asks for
 * @param stall without a byte, after which a download counts as cut
 * @param cuts in a row that brought nothing
 * @param refusals by a server that is busy
 * @param freshUrl until a fresh URL is asked for again
 * @param freshUrls that are asked for in vain
 */
public record Patience(
    Duration firstPause,
    Duration longestPause,
    Duration stall,
    int cuts,
    int refusals,
    Duration freshUrl,
    int freshUrls) {

  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          12,
          500,
          Duration.ofMinutes(1),
          10);

  /** Before the next attempt, after so many in vain. */
  Duration pauseAfter(int attempts) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempts, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }

  Duration atMostLongest(Duration asked) {
    return asked.compareTo(longestPause) < 0 ? asked : longestPause;
  }
}
