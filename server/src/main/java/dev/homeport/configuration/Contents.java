package dev.homeport.configuration;

import dev.homeport.ModuleId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths of contents, as people read them: those of one module with its name before them. */
final class Contents {

  private Contents() {}

  /**
   * What a content sets on one sort of twin.
   *
   * @param modules whether those are modules
   * @param module of which alone; null for devices and for all modules
   */
  private record Part(boolean modules, @Nullable ModuleId module, DesiredContent desired) {

    boolean concernsTwinsOf(Part other) {
      return modules == other.modules
          && (module == null || other.module == null || module.equals(other.module));
    }

    String name(String path) {
      return module == null ? path : module + ": " + path;
    }
  }

  /** All that a content sets. */
  static List<String> paths(Content content) {
    List<String> paths = new ArrayList<>();
    for (Part part : parts(content)) {
      part.desired().values().keySet().forEach(path -> paths.add(part.name(path)));
    }
    return paths;
  }

  /** What {@code one} sets at, above or below a path that {@code other} sets. */
  static List<String> contested(Content one, Content other) {
    List<String> paths = new ArrayList<>();
    for (Part part : parts(one)) {
      for (String path : part.desired().values().keySet()) {
        if (parts(other).stream()
            .filter(part::concernsTwinsOf)
            .flatMap(their -> their.desired().values().keySet().stream())
            .anyMatch(theirs -> PropertyPaths.touch(path, theirs))) {
          paths.add(part.name(path));
        }
      }
    }
    return paths;
  }

  private static List<Part> parts(Content content) {
    return switch (content) {
      case Content.OfDevices(DesiredContent desired) -> List.of(new Part(false, null, desired));
      case Content.OfModules(DesiredContent desired) -> List.of(new Part(true, null, desired));
      case Content.OfEdge(var modules) ->
          modules.entrySet().stream()
              .map(entry -> new Part(true, entry.getKey(), entry.getValue()))
              .toList();
    };
  }
}
