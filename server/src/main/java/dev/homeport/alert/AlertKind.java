package dev.homeport.alert;

import java.util.Locale;
import java.util.Optional;

/** What a rule looks at. */
public enum AlertKind {
  /** A device has no connection for longer than some minutes. */
  OFFLINE(true),
  /** A device's health is Warning or Critical; a threshold of 2: Critical. */
  HEALTH(true),
  /** A device could not be updated; until it is told to try again, or has another version. */
  UPDATE(true),
  /**
   * A deployment of firmware is over, paused or has failed; a threshold of 2: not when it is over.
   */
  DEPLOYMENT(false),
  /** A device, or an address, was refused so many times within some minutes. */
  AUTHENTICATION(false),
  /** A device came from so many addresses within some minutes. */
  ADDRESSES(false),
  /** The server's certificate, or one that a device came with, ends within so many days. */
  CERTIFICATE(false);

  private final boolean hasCondition;

  AlertKind(boolean hasCondition) {
    this.hasCondition = hasCondition;
  }

  /** Whether it can be limited to devices that meet a condition. */
  public boolean hasCondition() {
    return hasCondition;
  }

  /** The word in the API and in tables. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AlertKind> of(String wire) {
    for (AlertKind kind : values()) {
      if (kind.wire().equals(wire)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
