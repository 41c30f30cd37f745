package dev.homeport.registry;

import java.util.Optional;

/** What a policy of a hub allows, by IoT Hub's names. */
public enum Right {
  REGISTRY_READ("registryRead"),
  REGISTRY_WRITE("registryWrite"),
  SERVICE_CONNECT("serviceConnect"),
  DEVICE_CONNECT("deviceConnect");

  private final String wire;

  Right(String wire) {
    this.wire = wire;
  }

  /** The name in the API. */
  public String wire() {
    return wire;
  }

  public static Optional<Right> of(String wire) {
    for (Right right : values()) {
      if (right.wire.equals(wire)) {
        return Optional.of(right);
      }
    }
    return Optional.empty();
  }
}
