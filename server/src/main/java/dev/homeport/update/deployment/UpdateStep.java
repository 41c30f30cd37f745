package dev.homeport.update.deployment;

import java.util.Optional;

/** What a device does to its firmware, in this order. */
public enum UpdateStep {
  DOWNLOADING("Downloading"),
  VERIFYING("Verifying"),
  INSTALLING("Installing"),
  REBOOTING("Rebooting"),
  /** It runs the version; whether it stays well is being watched. Not a device's own word. */
  OBSERVING("Observing");

  private final String wire;

  UpdateStep(String wire) {
    this.wire = wire;
  }

  /** The name in the API, in twins and in tables. */
  public String wire() {
    return wire;
  }

  public static Optional<UpdateStep> of(String wire) {
    for (UpdateStep step : values()) {
      if (step.wire.equals(wire)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
