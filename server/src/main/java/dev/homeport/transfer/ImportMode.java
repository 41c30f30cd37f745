package dev.homeport.transfer;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;

/** What an item asks for (IoT Hub, "Import behavior"). */
public enum ImportMode {
  CREATE("create"),
  UPDATE("update"),
  UPDATE_IF_MATCH("updateIfMatchETag"),
  CREATE_OR_UPDATE("createOrUpdate"),
  CREATE_OR_UPDATE_IF_MATCH("createOrUpdateIfMatchETag"),
  DELETE("delete"),
  DELETE_IF_MATCH("deleteIfMatchETag"),
  UPDATE_TWIN("updateTwin"),
  UPDATE_TWIN_IF_MATCH("updateTwinIfMatchETag");

  private final String wire;

  ImportMode(String wire) {
    this.wire = wire;
  }

  /**
   * The mode of that name, whatever its case.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none
   */
  public static ImportMode of(String name) {
    for (ImportMode mode : values()) {
      if (mode.wire.equalsIgnoreCase(name)) {
        return mode;
      }
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "importMode is not one of the modes");
  }

  boolean deletes() {
    return this == DELETE || this == DELETE_IF_MATCH;
  }

  /** Whether ETags count. */
  boolean matching() {
    return switch (this) {
      case UPDATE_IF_MATCH, CREATE_OR_UPDATE_IF_MATCH, DELETE_IF_MATCH, UPDATE_TWIN_IF_MATCH ->
          true;
      case CREATE, UPDATE, CREATE_OR_UPDATE, DELETE, UPDATE_TWIN -> false;
    };
  }
}
