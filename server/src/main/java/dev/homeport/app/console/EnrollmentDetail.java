package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.provisioning.AttestationDocument;
import dev.homeport.provisioning.CustomAllocationDefinition;
import dev.homeport.provisioning.Enrollment;
import dev.homeport.provisioning.EnrollmentSettings;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment, or enrollment group.
 *
 * @param id the registration id, or the name of the group
 * @param attestation without keys
 * @param hubs among which one is chosen; empty: all
 * @param registration of the device of an individual enrollment, null before it registered; lists
 *     leave it out
 * @param etag for If-Match, without quotes
 */
@Schema(
    name = "Enrollment",
    requiredProperties = {
      "id",
      "status",
      "attestation",
      "deviceId",
      "edge",
      "hubs",
      "allocationPolicy",
      "allocationWebhook",
      "allocationApiVersion",
      "updateHubAssignment",
      "migrateDeviceData",
      "initialTwin",
      "information",
      "expiresAt",
      "registration",
      "createdAt",
      "updatedAt",
      "etag"
    })
public record EnrollmentDetail(
    String id,
    DeviceStatus status,
    EnrollmentAttestation attestation,
    @Schema(nullable = true) @Nullable String deviceId,
    boolean edge,
    List<String> hubs,
    String allocationPolicy,
    @Schema(nullable = true) @Nullable String allocationWebhook,
    @Schema(nullable = true) @Nullable String allocationApiVersion,
    boolean updateHubAssignment,
    boolean migrateDeviceData,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class, nullable = true)
        @Nullable JsonNode initialTwin,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class, nullable = true)
        @Nullable JsonNode information,
    @Schema(nullable = true, format = "date-time") @Nullable String expiresAt,
    @Schema(nullable = true) @Nullable RegistrationSummary registration,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt,
    String etag) {

  static EnrollmentDetail of(Enrollment enrollment, @Nullable RegistrationSummary registration) {
    EnrollmentSettings settings = enrollment.settings();
    Instant expiry = enrollment.expiresAt();
    CustomAllocationDefinition custom = settings.allocation().custom();
    return new EnrollmentDetail(
        enrollment.id(),
        DeviceStatus.of(enrollment.enabled()),
        EnrollmentAttestation.of(AttestationDocument.of(enrollment.attestation(), false)),
        settings.deviceId(),
        settings.edge(),
        settings.allocation().hubs(),
        settings.allocation().policy().wire(),
        custom == null ? null : custom.webhookUrl(),
        custom == null ? null : custom.apiVersion(),
        settings.reprovision().updateHubAssignment(),
        settings.reprovision().migrateDeviceData(),
        settings.initialTwin(),
        settings.information(),
        expiry == null ? null : expiry.toString(),
        registration,
        enrollment.createdAt().toString(),
        enrollment.updatedAt().toString(),
        enrollment.etag());
  }
}
