package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How one twin gets from what it has to its {@link Settlement}.
 *
 * <ul>
 *   <li>A settled value that is not there is set, also when a service changed it by hand.
 *   <li>A value that a configuration wrote and that is no longer settled is removed, because the
 *       twin has left the configuration's target; an object that this empties goes with it.
 *   <li>Unless the configuration was deleted: then the value stays and is nobody's any more.
 *   <li>Unless someone has written another value since: that one stays.
 * </ul>
 *
 * @param patch of the desired properties, null removes; empty when nothing changes
 * @param held what configurations hold afterwards, by path
 */
record Change(ObjectNode patch, Map<String, Held> held) {

  /**
   * Compares.
   *
   * @param desired the desired properties as they are
   * @param held what configurations wrote there, by path
   * @param exists whether there is still a configuration of that number
   */
  static Change of(
      ObjectNode desired, Map<String, Held> held, Settlement settled, LongPredicate exists) {
    Set<String> removed = new HashSet<>();
    held.forEach(
        (path, old) -> {
          JsonNode there = PropertyPaths.at(desired, path);
          if (there != null
              && exists.test(old.configuration())
              && PropertyPaths.same(there, old.value())) {
            removed.add(path);
          }
        });
    if (settled.whole()) {
      removed.addAll(PropertyPaths.flatten(desired).keySet());
    }
    removed.removeIf(path -> isCovered(settled.values(), path));

    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    settled
        .values()
        .forEach(
            (path, winner) -> {
              if (!stands(PropertyPaths.at(desired, path), winner.value())) {
                PropertyPaths.put(patch, path, winner.value());
              }
            });
    for (String path : withEmptied(desired, removed, settled.values())) {
      PropertyPaths.put(patch, path, JsonNodeFactory.instance.nullNode());
    }
    return new Change(patch, new HashMap<>(settled.values()));
  }

  /** Whether setting the settled values does away with what is at {@code path}, or needs it. */
  private static boolean isCovered(NavigableMap<String, Held> settled, String path) {
    Held above = PropertyPaths.above(settled, path);
    return settled.containsKey(path)
        || (above != null && !isEmptyObject(above.value()))
        || PropertyPaths.hasBelow(settled, path);
  }

  private static boolean isEmptyObject(JsonNode value) {
    return value.isObject() && value.isEmpty();
  }

  private static boolean stands(@Nullable JsonNode there, JsonNode wanted) {
    if (there == null) {
      return false;
    }
    // Merging an empty object into an object changes nothing.
    return isEmptyObject(wanted) ? there.isObject() : PropertyPaths.same(there, wanted);
  }

  /**
   * The paths to remove, with each object that would be left empty in the place of what was in it.
   */
  private static NavigableSet<String> withEmptied(
      ObjectNode desired, Set<String> removed, NavigableMap<String, Held> settled) {
    NavigableSet<String> paths = new TreeSet<>();
    for (String path : removed) {
      String top = path;
      String above = PropertyPaths.parent(path);
      while (above != null && isEmptied(desired, above, removed, settled)) {
        top = above;
        above = PropertyPaths.parent(above);
      }
      paths.add(top);
    }
    return paths;
  }

  private static boolean isEmptied(
      ObjectNode desired, String path, Set<String> removed, NavigableMap<String, Held> settled) {
    if (settled.containsKey(path) || PropertyPaths.hasBelow(settled, path)) {
      return false;
    }
    return PropertyPaths.at(desired, path) instanceof ObjectNode object
        && removed.containsAll(PropertyPaths.leavesOf(path, object));
  }
}
