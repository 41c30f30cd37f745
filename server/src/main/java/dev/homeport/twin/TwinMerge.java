package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule of merging: objects are merged property by property, null deletes, anything else
 * replaces. The metadata mirror the tree: every node on the way to a change is marked with {@code
 * $lastUpdated} and, for desired properties, {@code $lastUpdatedVersion}.
 */
final class TwinMerge {

  static final String LAST_UPDATED = "$lastUpdated";
  static final String LAST_UPDATED_VERSION = "$lastUpdatedVersion";

  private final Instant now;
  private final @Nullable Long version;

  /**
   * @param version what {@code $lastUpdatedVersion} says, null for reported properties
   */
  TwinMerge(Instant now, @Nullable Long version) {
    this.now = now;
    this.version = version;
  }

  /** Merges {@code patch} into {@code target} and {@code metadata}, both changed in place. */
  void merge(ObjectNode target, ObjectNode metadata, ObjectNode patch) {
    mark(metadata);
    for (var property : patch.properties()) {
      String key = property.getKey();
      JsonNode value = property.getValue();
      if (value.isNull()) {
        target.remove(key);
        metadata.remove(key);
      } else if (value instanceof ObjectNode nested) {
        ObjectNode child =
            target.get(key) instanceof ObjectNode there ? there : fresh(target, metadata, key);
        merge(child, object(metadata, key), nested);
      } else {
        target.set(key, value);
        metadata.remove(key);
        mark(object(metadata, key));
      }
    }
  }

  /** A new object in the place of what may have been there. */
  private static ObjectNode fresh(ObjectNode target, ObjectNode metadata, String key) {
    metadata.remove(key);
    return target.putObject(key);
  }

  private static ObjectNode object(ObjectNode parent, String key) {
    return parent.get(key) instanceof ObjectNode there ? there : parent.putObject(key);
  }

  private void mark(ObjectNode metadata) {
    metadata.put(LAST_UPDATED, now.toString());
    if (version != null) {
      metadata.put(LAST_UPDATED_VERSION, version);
    }
  }

  /** Whether {@link #withoutNulls} would leave something out. */
  static boolean hasNulls(ObjectNode section) {
    for (JsonNode value : section) {
      if (value.isNull() || (value instanceof ObjectNode nested && hasNulls(nested))) {
        return true;
      }
    }
    return false;
  }

  /** The content that a section has after it was replaced: nulls are gone. */
  static ObjectNode withoutNulls(ObjectNode section) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    for (var property : section.properties()) {
      if (property.getValue() instanceof ObjectNode nested) {
        content.set(property.getKey(), withoutNulls(nested));
      } else if (!property.getValue().isNull()) {
        content.set(property.getKey(), property.getValue());
      }
    }
    return content;
  }
}
