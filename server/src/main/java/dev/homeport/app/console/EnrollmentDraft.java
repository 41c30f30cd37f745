package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.provisioning.CustomAllocationDefinition;
import dev.homeport.provisioning.EnrollmentDocument;
import dev.homeport.provisioning.ReprovisionPolicy;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment or enrollment group to be saved.
 *
 * @param status enabled when it is left out
 * @param deviceId of an individual enrollment; the registration id when it is left out
 * @param hubs host names or names of hubs among which one is chosen; all when none is named
 * @param allocationPolicy how one is chosen; {@code hashed} when it is left out
 * @param allocationWebhook the URL that is asked, with the policy {@code custom} only
 * @param allocationApiVersion kept with it, for the service SDKs
 * @param updateHubAssignment whether a device that asks again may get another hub; true when it is
 *     left out
 * @param migrateDeviceData whether its twin is kept then; true when it is left out
 * @param initialTwin {@code {"tags":{…},"properties":{"desired":{…}}}}
 * @param information anything that the enrollment is to keep for its owner
 * @param expiresAt from when on it provisions nobody; never when it is left out
 */
@Schema(
    name = "EnrollmentDraft",
    requiredProperties = {"attestation"})
public record EnrollmentDraft(
    @Nullable AttestationDraft attestation,
    @Nullable DeviceStatus status,
    @Nullable String deviceId,
    @Nullable Boolean edge,
    @Nullable List<@Nullable String> hubs,
    @Nullable String allocationPolicy,
    @Nullable String allocationWebhook,
    @Nullable String allocationApiVersion,
    @Nullable Boolean updateHubAssignment,
    @Nullable Boolean migrateDeviceData,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)
        @Nullable JsonNode initialTwin,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)
        @Nullable JsonNode information,
    @Schema(format = "date-time") @Nullable String expiresAt) {

  EnrollmentDocument document() {
    return new EnrollmentDocument(
        null,
        null,
        deviceId,
        null,
        attestation == null ? null : attestation.document(),
        new EnrollmentDocument.Capabilities(Boolean.TRUE.equals(edge)),
        null,
        hubs,
        allocationPolicy,
        given(allocationWebhook) || given(allocationApiVersion)
            ? new CustomAllocationDefinition(allocationWebhook, allocationApiVersion)
            : null,
        new ReprovisionPolicy(
            !Boolean.FALSE.equals(updateHubAssignment), !Boolean.FALSE.equals(migrateDeviceData)),
        initialTwin,
        information,
        status == DeviceStatus.DISABLED ? "disabled" : "enabled",
        expiresAt,
        null,
        null,
        null);
  }

  private static boolean given(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
