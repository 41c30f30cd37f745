package dev.homeport.app.console;

import dev.homeport.provisioning.Registration;
import dev.homeport.provisioning.RegistrationDocument;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of a device to its hub.
 *
 * @param enrollmentGroup null for a device with an enrollment of its own
 * @param hub its name
 * @param assignedHub the name by which devices reach it
 * @param substatus how the assignment came about
 * @param etag for If-Match, without quotes
 */
@Schema(
    name = "Registration",
    requiredProperties = {
      "registrationId",
      "enrollmentGroup",
      "deviceId",
      "hub",
      "assignedHub",
      "attestationType",
      "substatus",
      "createdAt",
      "updatedAt",
      "etag"
    })
public record RegistrationSummary(
    String registrationId,
    @Schema(nullable = true) @Nullable String enrollmentGroup,
    String deviceId,
    String hub,
    String assignedHub,
    String attestationType,
    @Schema(enumeration = {"initialAssignment", "deviceDataMigrated", "deviceDataReset"})
        String substatus,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt,
    String etag) {

  static RegistrationSummary of(Registration registration, RegistrationDocument document) {
    return new RegistrationSummary(
        registration.registrationId(),
        registration.enrollmentGroup(),
        registration.device().deviceId().value(),
        registration.device().hub().value(),
        document.assignedHub(),
        registration.attestation(),
        registration.substatus().wire(),
        registration.createdAt().toString(),
        registration.updatedAt().toString(),
        registration.etag());
  }
}
