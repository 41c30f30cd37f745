package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.insight.TimelineEntry;
import dev.homeport.insight.TimelinePage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of a device's time line.
 *
 * @param items newest first
 * @param continuation of the next page; null when this is the last one
 */
@Schema(
    name = "TimelinePage",
    requiredProperties = {"items", "continuation"})
public record TimelineItems(
    List<TimelineItems.Item> items, @Schema(nullable = true) @Nullable String continuation) {

  /**
   * Something that happened.
   *
   * @param type the event's name, see docs/telemetry.md
   * @param moduleId null when it happened to the device itself
   * @param detail the event's body; null when it is too long to be kept
   */
  @Schema(
      name = "TimelineItem",
      requiredProperties = {"time", "kind", "type", "moduleId", "detail"})
  public record Item(
      @Schema(format = "date-time") String time,
      @Schema(enumeration = {"connection", "twin", "identity", "message", "update"}) String kind,
      String type,
      @Schema(nullable = true) @Nullable String moduleId,
      @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode detail) {

    private static Item of(TimelineEntry entry, ObjectMapper json) {
      String detail = entry.detail();
      try {
        return new Item(
            entry.time().toString(),
            entry.kind().word(),
            entry.type(),
            entry.moduleId().isEmpty() ? null : entry.moduleId(),
            detail == null ? null : json.readTree(detail));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the body of an event is not JSON", e);
      }
    }
  }

  static TimelineItems of(TimelinePage page, ObjectMapper json) {
    TimelinePage.Position next = page.next();
    return new TimelineItems(
        page.entries().stream().map(entry -> Item.of(entry, json)).toList(),
        next == null ? null : next.at() + "-" + next.offset());
  }
}
