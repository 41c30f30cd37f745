package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.health.Direction;
import dev.homeport.health.Limits;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When a metric is bad.
 *
 * @param direction on which side of the limits
 * @param warning none: there is no warning
 * @param critical none: it never is critical; with neither, the metric is not judged
 * @param hysteresis how far a value has to come back to be good again; left out: 0
 * @param holdSeconds how long it has to be bad, or good again, before that counts; left out: 0
 */
@Schema(
    name = "HealthLimits",
    requiredProperties = {"direction"})
public record HealthLimits(
    @Schema(enumeration = {"above", "below"}) @Nullable String direction,
    @Schema(nullable = true) @Nullable Double warning,
    @Schema(nullable = true) @Nullable Double critical,
    @Schema(minimum = "0") @Nullable Double hysteresis,
    @Schema(minimum = "0", maximum = "86400") @Nullable Integer holdSeconds) {

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a word that is none
   */
  Limits limits() {
    return new Limits(
        direction(direction),
        warning,
        critical,
        hysteresis == null ? 0 : hysteresis,
        Duration.ofSeconds(holdSeconds == null ? 0 : holdSeconds));
  }

  private static Direction direction(@Nullable String word) {
    for (Direction direction : Direction.values()) {
      if (direction.word().equals(word)) {
        return direction;
      }
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "direction is above or below");
  }
}
