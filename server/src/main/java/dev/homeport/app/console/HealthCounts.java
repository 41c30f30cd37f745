package dev.homeport.app.console;

import dev.homeport.health.HealthStatus;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many devices are how well.
 *
 * @param unknown with those that nothing is known of
 */
@Schema(
    name = "HealthCounts",
    requiredProperties = {"healthy", "warning", "critical", "unknown"})
public record HealthCounts(long healthy, long warning, long critical, long unknown) {

  /** Of so many devices, where most have been judged. */
  static HealthCounts of(long devices, Map<HealthStatus, Long> judged) {
    long healthy = judged.getOrDefault(HealthStatus.HEALTHY, 0L);
    long warning = judged.getOrDefault(HealthStatus.WARNING, 0L);
    long critical = judged.getOrDefault(HealthStatus.CRITICAL, 0L);
    // The two were not counted at the same moment.
    long unknown = Math.max(0, devices - healthy - warning - critical);
    return new HealthCounts(healthy, warning, critical, unknown);
  }
}
