package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.registry.IdentityDocument;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tags, desired or reported properties as an import brings them.
 *
 * @param patch as it came, where null deletes
 * @param content what it says when it replaces a section: without nulls
 * @param given the {@code $metadata} that came along; only what mirrors the content is used of it
 * @param version the {@code $version} that came along
 */
record ImportedSection(
    ObjectNode patch, ObjectNode content, @Nullable ObjectNode given, @Nullable Long version) {

  static final ImportedSection EMPTY = of(JsonNodeFactory.instance.objectNode(), null, null);

  private static final String METADATA = "$metadata";
  private static final String VERSION = "$version";
  private static final long MAX_VERSION = 1L << 52;

  static @Nullable ImportedSection of(String name, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    ObjectNode given = null;
    Long version = null;
    if (node instanceof ObjectNode object) {
      given = object.remove(METADATA) instanceof ObjectNode metadata ? metadata : null;
      version = version(name, object.remove(VERSION));
    }
    TwinLimits.checkShape(name, node);
    return of((ObjectNode) node, given, version);
  }

  private static ImportedSection of(
      ObjectNode patch, @Nullable ObjectNode given, @Nullable Long version) {
    ObjectNode content = TwinMerge.hasNulls(patch) ? TwinMerge.withoutNulls(patch) : patch;
    return new ImportedSection(patch, content, given, version);
  }

  private static @Nullable Long version(String name, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 1
        || node.longValue() > MAX_VERSION) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, name + ".$version is a number from 1 to 2^52");
    }
    return node.longValue();
  }

  /** The version after {@code current}: the one that came along, unless devices know it already. */
  long versionAfter(long current) {
    return version == null ? current + 1 : Math.max(current + 1, version);
  }

  /**
   * Metadata that mirror the content: with the times that came along, and of {@code now} where none
   * did.
   *
   * @param sectionVersion what {@code $lastUpdatedVersion} says, null for reported properties
   */
  ObjectNode metadata(Instant now, @Nullable Long sectionVersion) {
    if (given == null && content.isEmpty()) {
      return JsonNodeFactory.instance
          .objectNode()
          .put(TwinMerge.LAST_UPDATED, IdentityDocument.NEVER);
    }
    return mirror(content, given, now.toString(), sectionVersion);
  }

  private static ObjectNode mirror(
      JsonNode node, @Nullable JsonNode given, String now, @Nullable Long sectionVersion) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    String time = given == null ? null : time(given.path(TwinMerge.LAST_UPDATED));
    metadata.put(TwinMerge.LAST_UPDATED, time == null ? now : time);
    if (sectionVersion != null) {
      JsonNode version = given == null ? null : given.get(TwinMerge.LAST_UPDATED_VERSION);
      if (version != null && version.isIntegralNumber() && version.canConvertToLong()) {
        metadata.put(TwinMerge.LAST_UPDATED_VERSION, version.longValue());
      } else if (time == null) {
        metadata.put(TwinMerge.LAST_UPDATED_VERSION, sectionVersion);
      }
    }
    if (node.isObject()) {
      for (var property : node.properties()) {
        JsonNode below = given == null ? null : given.get(property.getKey());
        metadata.set(property.getKey(), mirror(property.getValue(), below, now, sectionVersion));
      }
    }
    return metadata;
  }

  private static @Nullable String time(JsonNode text) {
    if (!text.isTextual()) {
      return null;
    }
    try {
      Instant.parse(text.textValue());
      return text.textValue();
    } catch (DateTimeException e) {
      return null; // not a time: as if it had not come along
    }
  }
}
