package dev.homeport.app.console;

import dev.homeport.onboarding.ManufacturingRecord;
import dev.homeport.onboarding.Registration;
import dev.homeport.onboarding.RegistrationStatus;
import dev.homeport.onboarding.StoredRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A manufacturing record as the API shows it.
 *
 * @param status {@code waiting} while its device is on no hub
 */
@Schema(
    name = "ManufacturingRecord",
    requiredProperties = {
      "serial",
      "mac",
      "model",
      "hardwareRevision",
      "thumbprint",
      "endorsementKey",
      "customer",
      "order",
      "soldTo",
      "createdAt",
      "updatedAt",
      "status",
      "registration"
    })
public record ManufacturingRecordItem(
    String serial,
    @Schema(nullable = true) @Nullable String mac,
    @Schema(nullable = true) @Nullable String model,
    @Schema(nullable = true) @Nullable String hardwareRevision,
    @Schema(nullable = true) @Nullable String thumbprint,
    @Schema(nullable = true) @Nullable String endorsementKey,
    @Schema(nullable = true) @Nullable String customer,
    @Schema(nullable = true) @Nullable String order,
    @Schema(nullable = true) @Nullable String soldTo,
    String createdAt,
    String updatedAt,
    @Schema(enumeration = {"waiting", "enrolled", "active", "gone"}) String status,
    @Schema(nullable = true) @Nullable RegistrationItem registration) {

  static ManufacturingRecordItem of(StoredRecord stored) {
    ManufacturingRecord record = stored.record();
    Registration registration = stored.registration();
    return new ManufacturingRecordItem(
        record.serial(),
        record.mac(),
        record.model(),
        record.hardwareRevision(),
        record.thumbprint(),
        record.endorsementKey(),
        record.customer(),
        record.order(),
        record.soldTo(),
        stored.createdAt().toString(),
        stored.updatedAt().toString(),
        (registration == null ? RegistrationStatus.WAITING : registration.status()).wire(),
        registration == null ? null : RegistrationItem.of(registration));
  }
}
