package dev.homeport.onboarding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a program.
 *
 * @param attempts that were made
 * @param nextAt of the next attempt, while it is due
 */
public record StatusDelivery(
    UUID id,
    String hook,
    StatusEvent event,
    String serial,
    String body,
    Instant createdAt,
    State state,
    int attempts,
    Instant nextAt,
    @Nullable String lastError,
    @Nullable Instant deliveredAt) {

  /** How a message fares. */
  public enum State {
    DUE,
    DELIVERED,
    /** It was tried often enough, and waits to be replayed. */
    DEAD;

    /** The name in the API and in the table. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String wire) {
      return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
    }
  }
}
