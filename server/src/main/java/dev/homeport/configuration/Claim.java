package dev.homeport.configuration;

import java.time.Instant;
import java.util.Comparator;

/**
 * What one configuration wants of one twin that it targets. Claims are ordered by who wins: the
 * greater priority first, of equal ones the one created later.
 *
 * @param configuration its number
 */
record Claim(long configuration, int priority, Instant createdAt, DesiredContent content) {

  static final Comparator<Claim> WINNER_FIRST =
      Comparator.comparingInt(Claim::priority)
          .thenComparing(Claim::createdAt)
          .thenComparingLong(Claim::configuration)
          .reversed();
}
