package dev.homeport.insight;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What of a device's history is asked for.
 *
 * @param metrics 1 to {@link #MAX_METRICS} names
 * @param points the most buckets of a series, {@link #MIN_POINTS} to {@link #MAX_POINTS}
 */
public record HistoryQuery(List<String> metrics, Instant from, Instant to, int points) {

  public static final int MAX_METRICS = 20;
  public static final int MIN_POINTS = 2;
  public static final int MAX_POINTS = 2_000;
  static final Duration MAX_RANGE = Duration.ofDays(3_660);

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public HistoryQuery {
    metrics = List.copyOf(metrics);
    if (metrics.isEmpty() || metrics.size() > MAX_METRICS) {
      throw invalid("there are between 1 and " + MAX_METRICS + " metrics");
    }
    if (points < MIN_POINTS || points > MAX_POINTS) {
      throw invalid("points is between " + MIN_POINTS + " and " + MAX_POINTS);
    }
    if (!from.isBefore(to)) {
      throw invalid("from is before to");
    }
    if (Duration.between(from, to).compareTo(MAX_RANGE) > 0) {
      throw invalid("from and to are at most " + MAX_RANGE.toDays() + " days apart");
    }
  }

  private static HubException invalid(String message) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, message);
  }
}
