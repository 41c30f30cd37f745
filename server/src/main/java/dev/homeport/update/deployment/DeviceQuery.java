package dev.homeport.update.deployment;

import org.jspecify.annotations.Nullable;

/**
 * What of a deployment's devices is asked for.
 *
 * @param search part of a device id, whatever its case; {@code ""} for all
 * @param reason why they failed or were left out; null: any
 * @param page counted from 0
 */
public record DeviceQuery(
    @Nullable UpdateStatus status,
    String search,
    @Nullable String reason,
    Sort sort,
    boolean ascending,
    int page,
    int pageSize) {

  /** Column that the list can be sorted by; ties are in the order of ids. */
  public enum Sort {
    DEVICE_ID("deviceId", "device_id"),
    STATUS("status", "status"),
    WAVE("wave", "wave"),
    UPDATED_AT("updatedAt", "updated_at"),
    REASON("reason", "reason");

    private final String word;
    final String column;

    Sort(String word, String column) {
      this.word = word;
      this.column = column;
    }

    /** The name in the API. */
    public String word() {
      return word;
    }
  }
}
