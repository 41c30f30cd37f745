package dev.homeport.update.deployment;

import java.util.Locale;
import java.util.Optional;

/** How far a deployment is. */
public enum DeploymentStatus {
  /** It waits for its start time. */
  SCHEDULED,
  RUNNING,
  /** Devices that are told go on; no more are told. */
  PAUSED,
  /** Devices that are past the point of return are waited for. */
  CANCELLING,
  COMPLETED,
  /** It is over, and more devices failed than its plan allows. */
  FAILED,
  CANCELLED;

  /** The name in the API and in tables. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return switch (this) {
      case SCHEDULED, RUNNING, PAUSED, CANCELLING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  public static Optional<DeploymentStatus> of(String wire) {
    for (DeploymentStatus status : values()) {
      if (status.wire().equals(wire)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
