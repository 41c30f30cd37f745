package dev.homeport.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad an alert is. */
public enum Severity {
  WARNING,
  CRITICAL;

  /** The word in the API and in tables. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String wire) {
    for (Severity severity : values()) {
      if (severity.wire().equals(wire)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
