package dev.homeport;

import org.jspecify.annotations.Nullable;

/**
 * Text that the hub can keep and pass on: without U+0000, which PostgreSQL's text and jsonb do not
 * hold, and without unpaired surrogates, which UTF-8 has no bytes for. JSON escapes and URL
 * encoding let clients send both.
 */
public final class StorableText {

  private StorableText() {}

  /** Whether {@code text} can be kept. */
  public static boolean holds(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || isLoneSurrogate(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the UTF-16 unit at {@code i} is half of a character whose other half is missing. */
  public static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  /**
   * Refuses what cannot be kept; null is left to the caller.
   *
   * @param name of the value, for the message
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public static void require(String name, @Nullable String text) {
    if (text != null && !holds(text)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, name + " holds a character that cannot be stored");
    }
  }
}
