package dev.homeport.app.console;

import dev.homeport.twin.group.Group;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A saved query over devices.
 *
 * @param condition what stands after WHERE in the query language
 * @param etag for If-Match, without quotes
 */
@Schema(
    name = "Group",
    requiredProperties = {"name", "description", "condition", "etag", "createdAt", "updatedAt"})
public record GroupDocument(
    String name,
    String description,
    String condition,
    String etag,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt) {

  static GroupDocument of(Group group) {
    return new GroupDocument(
        group.name(),
        group.description(),
        group.condition(),
        group.etag(),
        group.createdAt().toString(),
        group.updatedAt().toString());
  }
}
