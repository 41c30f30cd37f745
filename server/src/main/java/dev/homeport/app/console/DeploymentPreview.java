package dev.homeport.app.console;

import dev.homeport.update.deployment.Preview;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom a deployment would be for.
 *
 * @param devices all that the target names
 * @param updated how many of them would be updated
 * @param skipped how many would be left out, by reason
 * @param waves how many devices are in after each wave
 * @param items the first 1000 of them
 */
@Schema(
    name = "DeploymentPreview",
    requiredProperties = {"devices", "updated", "skipped", "waves", "items"})
public record DeploymentPreview(
    int devices,
    int updated,
    Map<String, Integer> skipped,
    List<Integer> waves,
    List<DeploymentPreview.Item> items) {

  /**
   * A device.
   *
   * @param fromVersion that it runs; null: it does not say
   * @param reason why it is left out; null: it is updated
   */
  @Schema(
      name = "DeploymentPreviewItem",
      requiredProperties = {"deviceId", "fromVersion", "reason", "message"})
  public record Item(
      String deviceId,
      @Schema(nullable = true) @Nullable String fromVersion,
      @Schema(nullable = true) @Nullable String reason,
      @Schema(nullable = true) @Nullable String message) {}

  static DeploymentPreview of(Preview preview) {
    return new DeploymentPreview(
        preview.devices(),
        preview.updated(),
        preview.skipped(),
        preview.waves(),
        preview.items().stream()
            .map(
                item ->
                    new Item(item.deviceId(), item.fromVersion(), item.reason(), item.message()))
            .toList());
  }
}
