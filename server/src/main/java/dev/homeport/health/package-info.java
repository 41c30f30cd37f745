/**
 * How well devices are. {@link dev.homeport.health.HealthConsumer} reads the telemetry topic;
 * {@code HealthMonitor} has each device judged ({@code DeviceHealth}) by the thresholds that it
 * heeds ({@code HealthRules}), metric by metric ({@code Gauge}), and notices silence by the
 * device's own {@code Rhythm}. {@link dev.homeport.health.ThresholdService} keeps the thresholds,
 * {@link dev.homeport.health.HealthReports} tells people, {@link dev.homeport.health.HealthUpkeep}
 * drops what is old.
 *
 * <p>{@link dev.homeport.health.ThresholdPreview} tells what a threshold would do; it reads {@code
 * metric_series} with SQL of its own.
 *
 * <p>Called by the console. Owns the tables {@code health_threshold}, {@code health_begun}, {@code
 * health_state} and {@code health_change} and the reported property {@code health}; no event of its
 * own, twins change as by their devices.
 */
@NullMarked
package dev.homeport.health;

import org.jspecify.annotations.NullMarked;
