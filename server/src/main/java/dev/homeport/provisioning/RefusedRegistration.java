package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.HubException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registration that came to nothing, in the form in which DPS tells its clients and they read
 * what became of it (azure-sdk-for-c, {@code test_az_iot_provisioning_client.c}: {@code failed}
 * with the number 400207, and {@code disabled} without one).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedRegistration(
    String registrationId,
    String status,
    @Nullable Integer errorCode,
    @Nullable String errorMessage,
    @Nullable String lastUpdatedDateTimeUtc)
    implements RegistrationOutcome {

  /** Of a device whose enrollment is disabled. */
  static RefusedRegistration disabled(String registrationId) {
    return new RefusedRegistration(registrationId, "disabled", null, null, null);
  }

  /** Of a device that has proved itself and could not be assigned. */
  static RefusedRegistration failed(String registrationId, HubException reason, Instant now) {
    return new RefusedRegistration(
        registrationId, "failed", reason.code().number(), reason.getMessage(), Times.text(now));
  }
}
