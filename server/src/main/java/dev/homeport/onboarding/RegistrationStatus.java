package dev.homeport.onboarding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a device has come. */
public enum RegistrationStatus {
  /** There is a record, and no device yet. */
  WAITING,
  /** The device is on a hub, or enrolled to come to one, and has never connected. */
  ENROLLED,
  /** It has connected, at least once. */
  ACTIVE,
  /** It was deleted from its hub. */
  GONE;

  /** The name in the API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RegistrationStatus> of(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
