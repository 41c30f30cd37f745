package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.Locale;

/** Whether an enrollment is one device's or that of a group of devices. */
public enum EnrollmentKind {
  INDIVIDUAL,
  GROUP;

  /** The name in tables. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EnrollmentKind of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }

  HubException notFound(String id) {
    return switch (this) {
      case INDIVIDUAL -> new HubException(ErrorCode.ENROLLMENT_NOT_FOUND, "no enrollment of " + id);
      case GROUP ->
          new HubException(ErrorCode.ENROLLMENT_GROUP_NOT_FOUND, "no enrollment group " + id);
    };
  }
}
