package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far a device's registration has come, on the wire (DPS device API,
 * RegistrationOperationStatus).
 *
 * @param operationId under which the device asks again, {@code ""} when it need not
 * @param status {@code assigning}, or that of what it came to
 * @param registrationState what it came to, null before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Operation(
    String operationId, String status, @Nullable RegistrationOutcome registrationState) {

  /** When a device that is told {@code assigning} may ask again. */
  public static final int RETRY_AFTER_SECONDS = 1;

  static Operation underWay(String operationId) {
    return new Operation(operationId, "assigning", null);
  }

  static Operation over(String operationId, RegistrationOutcome outcome) {
    return new Operation(operationId, outcome.status(), outcome);
  }

  public boolean isOver() {
    return registrationState != null;
  }
}
