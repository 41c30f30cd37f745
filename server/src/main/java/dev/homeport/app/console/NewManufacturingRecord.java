package dev.homeport.app.console;

import dev.homeport.onboarding.ManufacturingRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a manufacturing record is to hold; what is left out is empty. */
@Schema(name = "NewManufacturingRecord")
public record NewManufacturingRecord(
    @Nullable String mac,
    @Nullable String model,
    @Nullable String hardwareRevision,
    @Nullable String thumbprint,
    @Nullable String endorsementKey,
    @Nullable String customer,
    @Nullable String order,
    @Nullable String soldTo) {

  ManufacturingRecord of(String serial) {
    return new ManufacturingRecord(
        serial, mac, model, hardwareRevision, thumbprint, endorsementKey, customer, order, soldTo);
  }
}
