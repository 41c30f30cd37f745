package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.health.Limits;
import dev.homeport.health.ThresholdScope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A threshold to be made.
 *
 * @param scopeName of the model or group; left out for the default
 * @param metric the names on the way to the number in the telemetry, with dots
 */
@Schema(
    name = "NewHealthThreshold",
    requiredProperties = {"scope", "metric", "limits"})
public record NewHealthThreshold(
    @Schema(enumeration = {"default", "model", "group"}) @Nullable String scope,
    @Nullable String scopeName,
    @Nullable String metric,
    @Nullable HealthLimits limits) {

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it is missing
   */
  String metricName() {
    if (metric == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the metric is missing");
    }
    return metric.strip();
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when they are missing or wrong
   */
  Limits givenLimits() {
    if (limits == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the limits are missing");
    }
    return limits.limits();
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a word that is none
   */
  ThresholdScope to() {
    for (ThresholdScope.Kind kind : ThresholdScope.Kind.values()) {
      if (kind.word().equals(scope)) {
        return new ThresholdScope(kind, scopeName == null ? "" : scopeName);
      }
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "scope is default, model or group");
  }
}
