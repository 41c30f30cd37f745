package dev.homeport.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A twin as its row holds it. The documents are the caller's own to change.
 *
 * @param configurations the automatic configurations that target it: {@code {"id":{"status":…}}}
 */
public record TwinRow(
    Identity identity,
    long version,
    @Nullable String modelId,
    ObjectNode tags,
    ObjectNode desired,
    ObjectNode desiredMetadata,
    long desiredVersion,
    ObjectNode reported,
    ObjectNode reportedMetadata,
    long reportedVersion,
    ObjectNode configurations) {

  String etag() {
    return TwinService.etag(version);
  }

  TwinRow withDesiredMetadata(ObjectNode newDesiredMetadata) {
    return new TwinRow(
        identity,
        version,
        modelId,
        tags,
        desired,
        newDesiredMetadata,
        desiredVersion,
        reported,
        reportedMetadata,
        reportedVersion,
        configurations);
  }

  TwinRow withReported(long newReportedVersion) {
    return new TwinRow(
        identity,
        version + 1,
        modelId,
        tags,
        desired,
        desiredMetadata,
        desiredVersion,
        reported,
        reportedMetadata,
        newReportedVersion,
        configurations);
  }

  /** The same twin with another section {@code configurations}. */
  public TwinRow withConfigurations(ObjectNode newConfigurations) {
    return new TwinRow(
        identity,
        version,
        modelId,
        tags,
        desired,
        desiredMetadata,
        desiredVersion,
        reported,
        reportedMetadata,
        reportedVersion,
        newConfigurations);
  }
}
