package dev.homeport.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How wide buckets are. Widths are such as people think in, and buckets begin at whole ones of UTC,
 * so that those of one chart are those of the next.
 */
final class BucketWidth {

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  private BucketWidth() {}

  /**
   * The least width with which the range has no more buckets than asked for, and at least {@code
   * least}; beyond a day, whole days.
   */
  static Duration of(HistoryQuery query, Duration least) {
    Duration range = Duration.between(query.from(), query.to());
    for (Duration width : WIDTHS) {
      if (width.compareTo(least) >= 0 && buckets(range, width) <= query.points()) {
        return width;
      }
    }
    long days = Math.ceilDiv(range.toSeconds(), (query.points() - 1) * 86_400L);
    return Duration.ofDays(Math.max(1, days));
  }

  /** Its ends may cut one bucket more. */
  private static long buckets(Duration range, Duration width) {
    return Math.ceilDiv(range.toMillis(), width.toMillis()) + 1;
  }

  /** The begin of the bucket that {@code time} is in. */
  static Instant floor(Instant time, Duration width) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time.getEpochSecond(), width.toSeconds()) * width.toSeconds());
  }

  /** The end of the last bucket of a range that ends at {@code time}. */
  static Instant ceiling(Instant time, Duration width) {
    Instant floor = floor(time, width);
    return floor.equals(time) ? time : floor.plus(width);
  }
}
