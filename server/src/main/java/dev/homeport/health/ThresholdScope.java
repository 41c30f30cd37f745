package dev.homeport.health;

import java.util.Locale;

/**
 * The devices that a threshold is for. Of those for the same metric, a device heeds the ones of its
 * groups, without any the one of its model, without that the default.
 *
 * @param name of the model or group; empty for the default
 */
public record ThresholdScope(Kind kind, String name) {

  /** The default, for all devices. */
  public static final ThresholdScope DEFAULT = new ThresholdScope(Kind.DEFAULT, "");

  /** From the widest to the narrowest. */
  public enum Kind {
    DEFAULT,
    /** Devices whose reported property {@code model} is the name. */
    MODEL,
    GROUP;

    /** The word in tables and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
