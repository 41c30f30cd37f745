package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A service's change of a twin: tags, desired properties, or both. */
record ServiceChange(@Nullable ObjectNode tags, @Nullable ObjectNode desired) {

  /**
   * Reads a request. Everything but tags and desired properties is passed over, as is what a twin
   * that was read before carries along ({@code $version}, {@code $metadata}).
   */
  static ServiceChange of(JsonNode body) {
    if (!body.isObject()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the body is not a JSON object");
    }
    JsonNode properties = body.path("properties");
    if (!properties.isMissingNode() && !properties.isNull() && !properties.isObject()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "properties is not a JSON object");
    }
    return new ServiceChange(
        section("tags", body.path("tags")),
        section("properties.desired", properties.path("desired")));
  }

  private static @Nullable ObjectNode section(String name, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node instanceof ObjectNode object) {
      object.remove("$version");
      object.remove("$metadata");
    }
    TwinLimits.checkShape(name, node);
    return (ObjectNode) node;
  }

  TwinRow mergeInto(TwinRow row, Instant now) {
    ObjectNode newTags = row.tags().deepCopy();
    ObjectNode newDesired = row.desired().deepCopy();
    ObjectNode newMetadata = row.desiredMetadata().deepCopy();
    if (tags != null) {
      new TwinMerge(now, null).merge(newTags, empty(), tags);
    }
    long version = row.desiredVersion() + (desired == null ? 0 : 1);
    if (desired != null) {
      new TwinMerge(now, version).merge(newDesired, newMetadata, desired);
    }
    return changed(row, newTags, newDesired, newMetadata, version);
  }

  TwinRow replaceIn(TwinRow row, Instant now) {
    ObjectNode newTags = tags == null ? row.tags() : TwinMerge.withoutNulls(tags);
    if (desired == null) {
      return changed(row, newTags, row.desired(), row.desiredMetadata(), row.desiredVersion());
    }
    long version = row.desiredVersion() + 1;
    ObjectNode newDesired = empty();
    ObjectNode newMetadata = empty();
    new TwinMerge(now, version).merge(newDesired, newMetadata, TwinMerge.withoutNulls(desired));
    return changed(row, newTags, newDesired, newMetadata, version);
  }

  private static TwinRow changed(
      TwinRow row, ObjectNode tags, ObjectNode desired, ObjectNode metadata, long desiredVersion) {
    TwinLimits.checkSize("tags", tags);
    TwinLimits.checkSize("properties.desired", desired);
    return new TwinRow(
        row.identity(),
        row.version() + 1,
        row.modelId(),
        tags,
        desired,
        metadata,
        desiredVersion,
        row.reported(),
        row.reportedMetadata(),
        row.reportedVersion(),
        row.configurations());
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What the event {@code TwinChanged} tells of this change. */
  ObjectNode eventBody(ObjectMapper json, TwinRow after) {
    ObjectNode body = json.createObjectNode().put("version", after.version());
    if (tags != null) {
      body.set("tags", tags);
    }
    if (desired != null) {
      ObjectNode patch = desired.deepCopy();
      patch.put("$version", after.desiredVersion());
      body.putObject("properties").set("desired", patch);
    }
    return body;
  }
}
