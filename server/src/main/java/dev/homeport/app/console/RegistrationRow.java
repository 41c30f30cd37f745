package dev.homeport.app.console;

import dev.homeport.onboarding.Registration;
import dev.homeport.onboarding.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device that came from its manufacturing record to a hub, with whom it was sold to. */
@Schema(
    name = "RegistrationRow",
    requiredProperties = {"serial", "status", "customer", "order", "soldTo", "registration"})
public record RegistrationRow(
    String serial,
    @Schema(enumeration = {"enrolled", "active", "gone"}) String status,
    @Schema(nullable = true) @Nullable String customer,
    @Schema(nullable = true) @Nullable String order,
    @Schema(nullable = true) @Nullable String soldTo,
    RegistrationItem registration) {

  /** The first line of a file. */
  static final List<String> HEAD =
      List.of(
          "serial",
          "status",
          "customer",
          "order",
          "soldTo",
          "hub",
          "deviceId",
          "authentication",
          "way",
          "by",
          "at",
          "firstConnectedAt",
          "model",
          "firmware",
          "online");

  static RegistrationRow of(StoredRecord stored) {
    Registration registration = Objects.requireNonNull(stored.registration());
    return new RegistrationRow(
        stored.record().serial(),
        registration.status().wire(),
        stored.record().customer(),
        stored.record().order(),
        stored.record().soldTo(),
        RegistrationItem.of(registration));
  }

  /** The cells of a line. */
  List<String> cells() {
    List<String> cells = new ArrayList<>();
    cells.add(serial);
    cells.add(status);
    for (String text : new @Nullable String[] {customer, order, soldTo}) {
      cells.add(Objects.requireNonNullElse(text, ""));
    }
    cells.add(Objects.requireNonNullElse(registration.hub(), ""));
    cells.add(registration.deviceId());
    cells.add(registration.authentication());
    cells.add(registration.way());
    cells.add(registration.by());
    cells.add(registration.at());
    cells.add(Objects.requireNonNullElse(registration.firstConnectedAt(), ""));
    cells.add(Objects.requireNonNullElse(registration.model(), ""));
    cells.add(Objects.requireNonNullElse(registration.firmware(), ""));
    cells.add(Boolean.toString(registration.online()));
    return cells;
  }
}
