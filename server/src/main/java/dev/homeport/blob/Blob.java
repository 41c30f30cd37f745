package dev.homeport.blob;

import java.time.Instant;

/**
 * What is known of a blob.
 *
 * @param sha256 of its content, 64 hexadecimal digits in lower case
 * @param size in bytes
 */
public record Blob(BlobName name, String sha256, long size, Instant storedAt) {

  /** The entity tag of HTTP, quoted: the content's hash. */
  public String etag() {
    return '"' + sha256 + '"';
  }
}
