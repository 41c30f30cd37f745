package dev.homeport.health;

import java.util.Locale;

/** On which side of its limits a metric is bad. */
public enum Direction {
  ABOVE,
  BELOW;

  /** The word in twins, tables and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Direction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether a value is at a limit or beyond.
   *
   * @param slack how much nearer to the good side the limit is taken to be
   */
  boolean isBeyond(double value, double limit, double slack) {
    return this == ABOVE ? value >= limit - slack : value <= limit + slack;
  }
}
