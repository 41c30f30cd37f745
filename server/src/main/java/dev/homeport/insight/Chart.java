package dev.homeport.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The history of some metrics of one device or module.
 *
 * @param from the begin of the first bucket there could be
 * @param to the end of the last one
 * @param width of every bucket
 * @param series the buckets that have values, by metric, in the order of time
 */
public record Chart(Instant from, Instant to, Duration width, Map<String, List<Bucket>> series) {

  /**
   * The values of one span of time.
   *
   * @param time its begin
   */
  public record Bucket(Instant time, double min, double average, double max, long count) {}
}
