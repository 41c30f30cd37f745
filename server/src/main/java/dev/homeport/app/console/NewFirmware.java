package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.update.firmware.FirmwareDraft;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be uploaded.
 *
 * @param size in bytes
 * @param sha256 hexadecimal; left out: whatever comes
 * @param models that it runs on; left out: all
 * @param minimumVersion that a device has to run before; left out: any
 * @param hardwareRevisions that it runs on; left out: all
 */
@Schema(
    name = "NewFirmware",
    requiredProperties = {"name", "version", "size"})
public record NewFirmware(
    @Nullable String name,
    @Nullable String version,
    @Nullable String description,
    @Nullable Long size,
    @Schema(nullable = true) @Nullable String sha256,
    @Nullable List<String> models,
    @Schema(nullable = true) @Nullable String minimumVersion,
    @Nullable List<String> hardwareRevisions) {

  FirmwareDraft draft() {
    if (name == null || version == null || size == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "name, version or size are missing");
    }
    return new FirmwareDraft(
        name,
        version,
        description == null ? "" : description,
        size,
        sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
        words(models),
        minimumVersion == null || minimumVersion.isEmpty() ? null : minimumVersion,
        words(hardwareRevisions));
  }

  private static List<String> words(@Nullable List<String> words) {
    if (words != null && words.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a model or revision is null");
    }
    return words == null ? List.of() : words;
  }
}
