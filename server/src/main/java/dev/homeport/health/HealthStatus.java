package dev.homeport.health;

import java.util.Locale;

/** How well a device is, the better first. */
public enum HealthStatus {
  HEALTHY,
  WARNING,
  CRITICAL,
  /** It is silent, or says nothing that a threshold is about. */
  UNKNOWN;

  /** The word in twins, tables and the API, for instance {@code critical}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its word. */
  public static HealthStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The worse of two judgements about what a device measures. */
  HealthStatus or(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
