package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of a device to its hub.
 *
 * @param enrollmentGroup null for a device with an enrollment of its own
 * @param attestation by what it proved itself, as on the wire
 * @param operationId under which the device asks for the outcome
 * @param authenticationKey the device's key for its hub, as only its TPM can read it; null for
 *     devices that have none
 * @param payload what the device is given along, null for nothing
 */
public record Registration(
    String registrationId,
    @Nullable String enrollmentGroup,
    Identity device,
    String attestation,
    String operationId,
    Substatus substatus,
    @Nullable JsonNode payload,
    @Nullable String authenticationKey,
    String etag,
    Instant createdAt,
    Instant updatedAt) {

  /** How the assignment came about. */
  public enum Substatus {
    INITIAL_ASSIGNMENT("initialAssignment"),
    DEVICE_DATA_MIGRATED("deviceDataMigrated"),
    DEVICE_DATA_RESET("deviceDataReset");

    private final String wire;

    Substatus(String wire) {
      this.wire = wire;
    }

    /** The name on the wire and in tables. */
    public String wire() {
      return wire;
    }

    static Substatus of(String wire) {
      for (Substatus substatus : values()) {
        if (substatus.wire.equals(wire)) {
          return substatus;
        }
      }
      throw new IllegalArgumentException("no substatus " + wire);
    }
  }
}
