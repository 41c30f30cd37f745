package dev.homeport.app.console;

import dev.homeport.update.firmware.FirmwareUpload;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far an upload has come.
 *
 * @param received bytes that are there; the next piece begins with this one
 * @param expiresAt when it is dropped unless it goes on
 */
@Schema(
    name = "FirmwareUpload",
    requiredProperties = {"id", "name", "version", "size", "received", "expiresAt"})
public record FirmwareUploadState(
    UUID id,
    String name,
    String version,
    long size,
    long received,
    @Schema(format = "date-time") String expiresAt) {

  static FirmwareUploadState of(FirmwareUpload upload) {
    return new FirmwareUploadState(
        upload.id(),
        upload.draft().name(),
        upload.draft().version(),
        upload.draft().size(),
        upload.received(),
        upload.expiresAt().toString());
  }
}
