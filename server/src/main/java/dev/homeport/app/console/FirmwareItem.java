package dev.homeport.app.console;

import dev.homeport.update.firmware.Firmware;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version in the library.
 *
 * @param models that it runs on; none: all
 * @param minimumVersion that a device has to run before; null: any
 * @param hardwareRevisions that it runs on; none: all
 * @param manifest the JSON text that was signed
 * @param signature base64 of the Ed25519 signature over the manifest
 */
@Schema(
    name = "Firmware",
    requiredProperties = {
      "id",
      "name",
      "version",
      "description",
      "sha256",
      "size",
      "models",
      "minimumVersion",
      "hardwareRevisions",
      "uploadedAt",
      "uploadedBy",
      "manifest",
      "signature"
    })
public record FirmwareItem(
    UUID id,
    String name,
    String version,
    String description,
    String sha256,
    long size,
    List<String> models,
    @Schema(nullable = true) @Nullable String minimumVersion,
    List<String> hardwareRevisions,
    @Schema(format = "date-time") String uploadedAt,
    String uploadedBy,
    String manifest,
    String signature) {

  static FirmwareItem of(Firmware firmware) {
    return new FirmwareItem(
        firmware.id(),
        firmware.name(),
        firmware.version(),
        firmware.description(),
        firmware.sha256(),
        firmware.size(),
        firmware.models(),
        firmware.minimumVersion(),
        firmware.hardwareRevisions(),
        firmware.uploadedAt().toString(),
        firmware.uploadedBy(),
        firmware.manifest(),
        firmware.signature());
  }
}
