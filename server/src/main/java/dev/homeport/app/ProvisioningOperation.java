package dev.homeport.app;

import dev.homeport.provisioning.ProvisioningRight;
import java.util.Locale;

/** What a call of the provisioning service's REST APIs needs: the one table of its rights. */
sealed interface ProvisioningOperation {

  /** A call of a service. */
  record Service(ProvisioningRight right) implements ProvisioningOperation {}

  /** A call of a device, which proves itself to provisioning. */
  record Device() implements ProvisioningOperation {}

  /** None of the provisioning service's. */
  record Foreign() implements ProvisioningOperation {}

  /**
   * @param path normalized, as {@link HubOperation#normalized} does it
   */
  static ProvisioningOperation of(String method, String path) {
    String[] parts = path.substring(1).split("/", -1);
    boolean asks = method.equals("GET") || parts[parts.length - 1].equals("query");
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "enrollments", "enrollmentgroups" ->
          new Service(
              asks ? ProvisioningRight.ENROLLMENT_READ : ProvisioningRight.ENROLLMENT_WRITE);
      case "registrations" ->
          new Service(
              asks
                  ? ProvisioningRight.REGISTRATION_STATUS_READ
                  : ProvisioningRight.REGISTRATION_STATUS_WRITE);
      default ->
          parts.length >= 3 && parts[1].equals("registrations") && !parts[0].equals("api")
              ? new Device()
              : new Foreign();
    };
  }
}
