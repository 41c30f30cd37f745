package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which feedback a service asks for with {@code iothub-ack}. */
public enum Ack {
  NONE,
  POSITIVE,
  NEGATIVE,
  FULL;

  /** The word on the wire and in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a header {@code iothub-ack}; none when it is absent.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for another word
   */
  public static Ack of(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return NONE;
    }
    for (Ack ack : values()) {
      if (ack.word().equalsIgnoreCase(word)) {
        return ack;
      }
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, "iothub-ack is none, positive, negative or full");
  }
}
