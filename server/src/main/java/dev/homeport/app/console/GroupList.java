package dev.homeport.app.console;

import dev.homeport.twin.group.Group;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Groups by name. */
@Schema(
    name = "GroupList",
    requiredProperties = {"items"})
public record GroupList(List<GroupDocument> items) {

  static GroupList of(List<Group> groups) {
    return new GroupList(groups.stream().map(GroupDocument::of).toList());
  }
}
