package dev.homeport.access.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an action ended. */
public enum Outcome {
  /** It was done. */
  SUCCEEDED,
  /** Whoever asked may not do it, or did not prove who they are. */
  DENIED,
  /** It was allowed, and did not work. */
  FAILED;

  /** The word in the API and in the table. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of that word. */
  public static Optional<Outcome> of(String wire) {
    return Stream.of(values()).filter(outcome -> outcome.wire().equals(wire)).findFirst();
  }
}
