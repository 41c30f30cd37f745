package dev.homeport.blob;

import org.jspecify.annotations.Nullable;

/**
 * What content has to be, or it is not kept.
 *
 * @param size in bytes; null: any
 * @param sha256 in lower-case hexadecimal; null: any
 */
public record Expected(@Nullable Long size, @Nullable String sha256) {

  /** Whatever comes. */
  public static final Expected ANYTHING = new Expected(null, null);

  void check(long actualSize, String actualSha256) throws BlobMismatch {
    if (size != null && size != actualSize) {
      throw new BlobMismatch(
          "%d bytes came where %d were announced; their SHA-256 is %s"
              .formatted(actualSize, size, actualSha256));
    }
    if (sha256 != null && !sha256.equals(actualSha256)) {
      throw new BlobMismatch(
          "the SHA-256 of what came is %s, not %s".formatted(actualSha256, sha256));
    }
  }
}
