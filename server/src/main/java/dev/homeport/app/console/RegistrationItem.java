package dev.homeport.app.console;

import dev.homeport.onboarding.Registration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a device went from its manufacturing record.
 *
 * @param hub null while the provisioning service has not assigned the device
 * @param way by a technician, or by an end user's claim
 * @param by who
 * @param model as it first reported itself
 * @param firmware likewise
 */
@Schema(
    name = "RecordRegistration",
    requiredProperties = {
      "hub",
      "deviceId",
      "authentication",
      "way",
      "by",
      "at",
      "firstConnectedAt",
      "model",
      "firmware",
      "online"
    })
public record RegistrationItem(
    @Schema(nullable = true) @Nullable String hub,
    String deviceId,
    @Schema(enumeration = {"sas", "selfSigned", "tpm"}) String authentication,
    @Schema(enumeration = {"technician", "claim"}) String way,
    String by,
    @Schema(format = "date-time") String at,
    @Schema(nullable = true, format = "date-time") @Nullable String firstConnectedAt,
    @Schema(nullable = true) @Nullable String model,
    @Schema(nullable = true) @Nullable String firmware,
    boolean online) {

  static RegistrationItem of(Registration registration) {
    Instant first = registration.firstConnectedAt();
    return new RegistrationItem(
        registration.hub() == null ? null : registration.hub().value(),
        registration.deviceId(),
        registration.authentication(),
        registration.way().wire(),
        registration.by(),
        registration.at().toString(),
        first == null ? null : first.toString(),
        registration.model(),
        registration.firmware(),
        registration.online());
  }
}
