package dev.homeport.app.console;

import dev.homeport.health.HealthReports;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a device's health.
 *
 * @param items newest first
 * @param continuation of the next page; null when this is the last one
 */
@Schema(
    name = "HealthChangePage",
    requiredProperties = {"items", "continuation"})
public record HealthChangePage(
    List<HealthChangePage.Item> items, @Schema(nullable = true) @Nullable String continuation) {

  /**
   * A change.
   *
   * @param previous null of the first; the same as the status when other reasons came or went
   */
  @Schema(
      name = "HealthChange",
      requiredProperties = {"time", "status", "previous", "reasons"})
  public record Item(
      @Schema(format = "date-time") String time,
      @Schema(enumeration = {"healthy", "warning", "critical", "unknown"}) String status,
      @Schema(
              enumeration = {"healthy", "warning", "critical", "unknown"},
              nullable = true)
          @Nullable String previous,
      List<HealthReason> reasons) {

    private static Item of(HealthReports.Change change) {
      return new Item(
          change.at().toString(),
          change.status().word(),
          change.previous() == null ? null : change.previous().word(),
          change.reasons().stream().map(HealthReason::of).toList());
    }
  }

  static HealthChangePage of(List<HealthReports.Change> changes, int limit) {
    return new HealthChangePage(
        changes.stream().map(Item::of).toList(),
        changes.size() < limit ? null : Long.toString(changes.getLast().id()));
  }
}
