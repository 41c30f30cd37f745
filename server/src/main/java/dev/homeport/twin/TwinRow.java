package dev.homeport.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.Identity;
import java.nio.ByteBuffer;
import java.util.Base64;
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

  /** The ETag on the wire, without quotes: base64 of the version. */
  String etag() {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
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
