package dev.homeport.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person or program is to the installation: the one table of who may do what. */
public enum Role {
  ADMIN,
  TECHNICIAN,
  VIEWER;

  public boolean allows(Action action) {
    return switch (action) {
      case SIGN_IN, OWN_ACCOUNT, VIEW, KEEP_VIEWS -> true;
      case DOWNLOAD_REPORTS -> this == ADMIN || this == VIEWER;
      case READ_DEVICE_LOGS, OPERATE_DEVICES, READ_KEYS -> this == ADMIN || this == TECHNICIAN;
      case MANAGE_UPDATES, ADMINISTER, READ_AUDIT -> this == ADMIN;
    };
  }

  /** Whether it may do all that {@code other} may. */
  public boolean covers(Role other) {
    return Stream.of(Action.values()).noneMatch(action -> other.allows(action) && !allows(action));
  }

  /** The name in the API and in tables, for instance {@code technician}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String wire) {
    for (Role role : values()) {
      if (role.wire().equals(wire)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
