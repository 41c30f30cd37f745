package dev.homeport.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.Identity;
import org.jspecify.annotations.Nullable;

/** A twin as its row holds it. The documents are the caller's own to change. */
record TwinRow(
    Identity identity,
    long version,
    @Nullable String modelId,
    ObjectNode tags,
    ObjectNode desired,
    ObjectNode desiredMetadata,
    long desiredVersion,
    ObjectNode reported,
    ObjectNode reportedMetadata,
    long reportedVersion) {

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
        reportedVersion);
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
        newReportedVersion);
  }
}
