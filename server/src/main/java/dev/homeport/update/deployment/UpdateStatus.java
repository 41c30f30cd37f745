package dev.homeport.update.deployment;

import java.util.Optional;

/** How far a device's update is. */
public enum UpdateStatus {
  QUEUED("Queued"),
  IN_PROGRESS("InProgress"),
  COMPLETED("Completed"),
  FAILED("Failed"),
  SKIPPED("Skipped"),
  CANCELLED("Cancelled");

  private final String wire;

  UpdateStatus(String wire) {
    this.wire = wire;
  }

  /** The name in the API, in twins and in tables. */
  public String wire() {
    return wire;
  }

  public boolean isFinal() {
    return this != QUEUED && this != IN_PROGRESS;
  }

  public static Optional<UpdateStatus> of(String wire) {
    for (UpdateStatus status : values()) {
      if (status.wire.equals(wire)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
