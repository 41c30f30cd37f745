package dev.homeport.update.deployment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a deployment would be for.
 *
 * @param devices all that the target names
 * @param updated how many of them would be updated
 * @param skipped how many would be left out, by reason
 * @param waves how many devices are in after each wave
 * @param items the first of them
 */
public record Preview(
    int devices, int updated, Map<String, Integer> skipped, List<Integer> waves, List<Item> items) {

  /**
   * A device.
   *
   * @param fromVersion that it runs; null: it does not say
   * @param reason why it is left out; null: it is updated
   */
  public record Item(
      String deviceId,
      @Nullable String fromVersion,
      @Nullable String reason,
      @Nullable String message) {}
}
