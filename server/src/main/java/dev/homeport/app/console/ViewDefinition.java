package dev.homeport.app.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.PropertyPath;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How somebody looks at the device list; what is left out is as usual.
 *
 * @param search part of a device id
 * @param condition in the query language
 * @param columns those after the device id, in their order: the list's own, and paths below {@code
 *     tags}, {@code properties.desired} and {@code properties.reported}
 */
@Schema(name = "DeviceViewDefinition")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewDefinition(
    @Nullable String search,
    @Nullable String condition,
    @Schema(enumeration = {"enabled", "disabled"}) @Nullable String status,
    @Schema(enumeration = {"connected", "disconnected"}) @Nullable String connection,
    @Schema(enumeration = {"healthy", "warning", "critical", "unknown"}) @Nullable String health,
    @Schema(
            enumeration = {
              DeviceQuery.DEVICE_ID,
              DeviceQuery.LAST_ACTIVITY_TIME,
              DeviceQuery.CONNECTION_STATE,
              DeviceQuery.FIRMWARE,
              DeviceQuery.STATUS,
              DeviceQuery.HEALTH
            })
        @Nullable String sort,
    @Schema(enumeration = {"asc", "desc"}) @Nullable String order,
    @Nullable List<String> columns) {

  static final int MAX_COLUMNS = 20;

  private static final int MAX_TEXT = 8_192;
  private static final int MAX_PATH = 256;

  private static final Set<String> OWN_COLUMNS =
      Set.of(
          DeviceQuery.CONNECTION_STATE,
          DeviceQuery.HEALTH,
          DeviceQuery.STATUS,
          "model",
          DeviceQuery.FIRMWARE,
          "location",
          DeviceQuery.LAST_ACTIVITY_TIME);

  /**
   * The same, when the list can be shown so.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  ViewDefinition checked() {
    requireText("search", search);
    requireText("condition", condition);
    DeviceQuery.of(search, status, connection, sort, order, null, null, health);
    if (condition != null) {
      Condition.parse(condition);
    }
    if (columns != null) {
      requireColumns(columns);
    }
    return this;
  }

  private static void requireText(String name, @Nullable String text) {
    StorableText.require(name, text);
    if (text != null && text.length() > MAX_TEXT) {
      throw invalid(name + " has at most " + MAX_TEXT + " characters");
    }
  }

  private static void requireColumns(List<String> columns) {
    if (columns.size() > MAX_COLUMNS) {
      throw invalid("a view has at most " + MAX_COLUMNS + " columns");
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      String name = Objects.requireNonNullElse(column, "");
      if (name.length() > MAX_PATH) {
        throw invalid("a column has at most " + MAX_PATH + " characters");
      }
      if (!OWN_COLUMNS.contains(name)) {
        PropertyPath.parse(name);
      }
      if (!seen.add(name)) {
        throw invalid("the column " + name + " is there twice");
      }
    }
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
