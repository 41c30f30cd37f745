package dev.homeport.update.firmware;

import dev.homeport.blob.BlobName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version in the library.
 *
 * @param models that it runs on; none: all
 * @param minimumVersion that a device has to run before; null: any
 * @param hardwareRevisions that it runs on; none: all
 * @param manifest the JSON text that was signed
 * @param signature base64 of the Ed25519 signature over the manifest's UTF-8
 */
public record Firmware(
    UUID id,
    String name,
    String version,
    String description,
    String sha256,
    long size,
    List<String> models,
    @Nullable String minimumVersion,
    List<String> hardwareRevisions,
    Instant uploadedAt,
    String uploadedBy,
    String manifest,
    String signature) {

  static final String CONTAINER = "blob-firmware";

  /** Where its content is. */
  public BlobName blob() {
    return new BlobName(CONTAINER, sha256);
  }
}
