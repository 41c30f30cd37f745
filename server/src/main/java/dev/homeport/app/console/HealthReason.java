package dev.homeport.app.console;

import dev.homeport.health.Reason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a device is not well, as it was when that was noticed.
 *
 * @param metric {@code silence} when the device is silent
 * @param value of silence, the seconds since its last message
 * @param limit that the value is beyond
 */
@Schema(
    name = "HealthReason",
    requiredProperties = {"metric", "status", "value", "direction", "limit"})
public record HealthReason(
    String metric,
    @Schema(enumeration = {"warning", "critical", "unknown"}) String status,
    double value,
    @Schema(enumeration = {"above", "below"}) String direction,
    double limit) {

  static HealthReason of(Reason reason) {
    return new HealthReason(
        reason.metric(),
        reason.status().word(),
        reason.value(),
        reason.direction().word(),
        reason.limit());
  }
}
