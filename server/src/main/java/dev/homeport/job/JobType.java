package dev.homeport.job;

import java.util.Arrays;
import java.util.Optional;

/** What a job does to each device. */
public enum JobType {
  METHOD("scheduleDeviceMethod"),
  TWIN("scheduleUpdateTwin");

  private final String wire;

  JobType(String wire) {
    this.wire = wire;
  }

  /** The name on the wire and in the database. */
  public String wire() {
    return wire;
  }

  public static Optional<JobType> of(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
