package dev.homeport.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a metric is bad.
 *
 * @param warning null: there is no warning
 * @param critical null: it never is critical; with neither, the metric is not judged
 * @param hysteresis how far a value has to come back beyond a limit to be good again
 * @param hold how long it has to be bad, or good again, before that counts
 */
public record Limits(
    Direction direction,
    @Nullable Double warning,
    @Nullable Double critical,
    double hysteresis,
    Duration hold) {

  boolean isNone() {
    return warning == null && critical == null;
  }
}
