package dev.homeport.onboarding;

import java.util.Locale;

/** Who brought a device to its hub. */
public enum Way {
  /** Somebody with an account. */
  TECHNICIAN,
  /** An end user, with a claim code. */
  CLAIM;

  /** The name in the API and in the table. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
