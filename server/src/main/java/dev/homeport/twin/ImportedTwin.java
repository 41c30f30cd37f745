package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A twin as an import or a bulk call brings it. Sections that are null were left out and stay as
 * they are.
 */
public final class ImportedTwin {

  private final @Nullable ImportedSection tags;
  private final @Nullable ImportedSection desired;
  private final @Nullable ImportedSection reported;

  private ImportedTwin(
      @Nullable ImportedSection tags,
      @Nullable ImportedSection desired,
      @Nullable ImportedSection reported) {
    this.tags = tags;
    this.desired = desired;
    this.reported = reported;
  }

  /**
   * Reads {@code {"tags":{…},"properties":{"desired":{…},"reported":{…}}}}, all of it optional.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that names the path
   */
  public static ImportedTwin of(JsonNode line) {
    JsonNode properties = line.path("properties");
    if (!properties.isMissingNode() && !properties.isNull() && !properties.isObject()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "properties is not a JSON object");
    }
    return new ImportedTwin(
        ImportedSection.of("tags", line.path("tags")),
        ImportedSection.of("properties.desired", properties.path("desired")),
        ImportedSection.of("properties.reported", properties.path("reported")));
  }

  boolean isEmpty() {
    return tags == null && desired == null && reported == null;
  }

  /** The first row of a twin with this content. */
  TwinRow first(Identity identity, Instant now) {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    return new ImportedTwin(
            tags,
            desired == null ? ImportedSection.EMPTY : desired,
            reported == null ? ImportedSection.EMPTY : reported)
        .over(new TwinRow(identity, 0, null, empty, empty, empty, 0, empty, empty, 0, empty), now);
  }

  /** The sections that say something to who knows an empty twin. */
  ImportedTwin withoutEmpty() {
    return new ImportedTwin(
        tags != null && tags.content().isEmpty() ? null : tags,
        desired != null && desired.content().isEmpty() ? null : desired,
        reported != null && reported.content().isEmpty() ? null : reported);
  }

  /** The sections whose content {@code row} has not. */
  ImportedTwin newFor(TwinRow row) {
    return new ImportedTwin(
        tags != null && row.tags().equals(tags.content()) ? null : tags,
        desired != null && row.desired().equals(desired.content()) ? null : desired,
        reported != null && row.reported().equals(reported.content()) ? null : reported);
  }

  /** {@code row} with the sections that are here in the place of its own. */
  TwinRow over(TwinRow row, Instant now) {
    TwinRow next =
        new TwinRow(
            row.identity(),
            row.version() + 1,
            row.modelId(),
            tags == null ? row.tags() : tags.content(),
            desired == null ? row.desired() : desired.content(),
            row.desiredMetadata(),
            desired == null ? row.desiredVersion() : desired.versionAfter(row.desiredVersion()),
            reported == null ? row.reported() : reported.content(),
            reported == null ? row.reportedMetadata() : reported.metadata(now, null),
            reported == null ? row.reportedVersion() : reported.versionAfter(row.reportedVersion()),
            row.configurations());
    TwinLimits.checkSize("tags", next.tags());
    TwinLimits.checkSize("properties.desired", next.desired());
    TwinLimits.checkSize("properties.reported", next.reported());
    return desired == null
        ? next
        : next.withDesiredMetadata(desired.metadata(now, next.desiredVersion()));
  }

  /** The same as a patch by a service, to whom reported properties do not belong. */
  ServiceChange patch() {
    return new ServiceChange(
        tags == null ? null : tags.patch(), desired == null ? null : desired.patch());
  }

  /** What the event {@code TwinChanged} tells of {@code after}. */
  ObjectNode eventBody(TwinRow after) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("version", after.version());
    if (tags != null) {
      body.set("tags", after.tags());
    }
    if (desired != null) {
      body.withObject("/properties")
          .set("desired", after.desired().deepCopy().put("$version", after.desiredVersion()));
    }
    if (reported != null) {
      body.withObject("/properties")
          .set("reported", after.reported().deepCopy().put("$version", after.reportedVersion()));
    }
    return body;
  }
}
