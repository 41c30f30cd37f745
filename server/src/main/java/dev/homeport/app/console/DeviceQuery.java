package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.health.HealthStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What of the device list is asked for.
 *
 * @param search part of a device id, whatever its case; empty for all
 * @param page counted from 0
 */
record DeviceQuery(
    String search,
    @Nullable Boolean enabled,
    @Nullable Boolean connected,
    @Nullable HealthStatus health,
    Sort sort,
    boolean ascending,
    int page,
    int pageSize) {

  static final int MAX_PAGE_SIZE = 500;
  static final int DEFAULT_PAGE_SIZE = 50;

  static final String DEVICE_ID = "deviceId";
  static final String LAST_ACTIVITY_TIME = "lastActivityTime";
  static final String CONNECTION_STATE = "connectionState";
  static final String FIRMWARE = "firmware";
  static final String STATUS = "status";
  static final String HEALTH = "health";

  /** Column that the list can be sorted by; ties are in the order of ids. */
  enum Sort {
    DEVICE_ID(DeviceQuery.DEVICE_ID, "i.device_id"),
    LAST_ACTIVITY_TIME(DeviceQuery.LAST_ACTIVITY_TIME, "a.last_activity_at"),
    CONNECTION_STATE(DeviceQuery.CONNECTION_STATE, "(s.session_number IS NOT NULL)"),
    FIRMWARE(DeviceQuery.FIRMWARE, "t.firmware"),
    STATUS(DeviceQuery.STATUS, "i.enabled"),
    /** Ascending from healthy to unknown. */
    HEALTH(
        DeviceQuery.HEALTH,
        "array_position(ARRAY['healthy', 'warning', 'critical', 'unknown'],"
            + " coalesce(h.status, 'unknown'))");

    private final String word;
    private final String column;

    Sort(String word, String column) {
      this.word = word;
      this.column = column;
    }
  }

  /**
   * From the query's parameters, each null when it was left out.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for words and numbers out of range
   */
  static DeviceQuery of(
      @Nullable String search,
      @Nullable String status,
      @Nullable String connection,
      @Nullable String sort,
      @Nullable String order,
      @Nullable String page,
      @Nullable String pageSize,
      @Nullable String health) {
    StorableText.require("search", search);
    int first = page(page);
    int size = pageSize(pageSize);
    return new DeviceQuery(
        search == null ? "" : search.strip(),
        either("status", status, "enabled", "disabled"),
        either("connection", connection, "connected", "disconnected"),
        health(health),
        sort(sort),
        !Boolean.FALSE.equals(either("order", order, "asc", "desc")),
        first,
        size);
  }

  static int page(@Nullable String text) {
    int page = number("page", text, 0);
    if (page < 0) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "page is not negative");
    }
    return page;
  }

  static int pageSize(@Nullable String text) {
    int size = number("pageSize", text, DEFAULT_PAGE_SIZE);
    if (size < 1 || size > MAX_PAGE_SIZE) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "pageSize is between 1 and " + MAX_PAGE_SIZE);
    }
    return size;
  }

  /** A number in a query; over HTTP one that is none would look like a missing resource. */
  static int number(String name, @Nullable String text, int absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, name + " is a number");
    }
  }

  private static @Nullable Boolean either(
      String name, @Nullable String word, String yes, String no) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    if (word.equals(yes) || word.equals(no)) {
      return word.equals(yes);
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, name + " is " + yes + " or " + no);
  }

  private static @Nullable HealthStatus health(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    return Arrays.stream(HealthStatus.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new HubException(ErrorCode.ARGUMENT_INVALID, "no device's health is " + word));
  }

  private static Sort sort(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return Sort.DEVICE_ID;
    }
    for (Sort sort : Sort.values()) {
      if (sort.word.equals(word)) {
        return sort;
      }
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "the list cannot be sorted by " + word);
  }

  /** The ORDER BY clause: of known columns only. */
  String orderBy() {
    String direction = ascending ? " ASC" : " DESC";
    return sort == Sort.DEVICE_ID
        ? "ORDER BY i.device_id" + direction
        : "ORDER BY " + sort.column + direction + " NULLS LAST, t.device_id";
  }

  long offset() {
    return (long) page * pageSize;
  }
}
