package dev.homeport.onboarding;

import java.util.Arrays;
import java.util.Optional;

/** What programs are told of a device on its way. */
public enum StatusEvent {
  /** It has credentials. */
  ENROLLED("enrolled"),
  /** A hub has it. */
  ASSIGNED("assigned"),
  FIRST_CONNECTED("firstConnected"),
  /** Somebody tried to onboard it, and was refused. */
  FAILED("failed");

  private final String wire;

  StatusEvent(String wire) {
    this.wire = wire;
  }

  /** The name in messages, in the API and in tables. */
  public String wire() {
    return wire;
  }

  public static Optional<StatusEvent> of(String wire) {
    return Arrays.stream(values()).filter(event -> event.wire.equals(wire)).findFirst();
  }
}
