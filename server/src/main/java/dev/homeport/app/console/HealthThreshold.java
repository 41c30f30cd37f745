package dev.homeport.app.console;

import dev.homeport.health.Limits;
import dev.homeport.health.Threshold;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is expected of one metric of some devices.
 *
 * @param scopeName of the model or group; empty for the default
 * @param etag for If-Match, without quotes
 */
@Schema(
    name = "HealthThreshold",
    requiredProperties = {"id", "scope", "scopeName", "metric", "limits", "etag", "updatedAt"})
public record HealthThreshold(
    String id,
    @Schema(enumeration = {"default", "model", "group"}) String scope,
    String scopeName,
    String metric,
    HealthLimits limits,
    String etag,
    @Schema(format = "date-time") String updatedAt) {

  static HealthThreshold of(Threshold threshold) {
    Limits limits = threshold.limits();
    return new HealthThreshold(
        threshold.id().toString(),
        threshold.scope().kind().word(),
        threshold.scope().name(),
        threshold.metric(),
        new HealthLimits(
            limits.direction().word(),
            limits.warning(),
            limits.critical(),
            limits.hysteresis(),
            (int) limits.hold().toSeconds()),
        threshold.etag(),
        threshold.updatedAt().toString());
  }
}
