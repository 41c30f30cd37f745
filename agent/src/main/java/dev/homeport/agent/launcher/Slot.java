package dev.homeport.agent.launcher;

import java.util.Locale;

/** One of the two places that hold a build of the agent. */
public enum Slot {
  A,
  B;

  public Slot other() {
    return this == A ? B : A;
  }

  /** The name of its folder, {@code a} or {@code b}. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
