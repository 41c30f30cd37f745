package dev.homeport.onboarding;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a claim code, without the code.
 *
 * @param attempts wrong ones
 */
public record ClaimCodeState(
    Status status,
    String madeBy,
    Instant madeAt,
    Instant expiresAt,
    int attempts,
    @Nullable Instant usedAt) {

  /** Whether it still works, and why not. */
  public enum Status {
    OPEN,
    USED,
    EXPIRED,
    /** It was guessed at too often. */
    LOCKED;

    /** The name in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
