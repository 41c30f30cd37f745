package dev.homeport.health;

/**
 * Why a device is not well, as it was when that was noticed.
 *
 * @param metric or {@link #SILENCE}
 * @param value what it measured; of silence, the seconds since its last message
 * @param limit that it is beyond; of silence, the seconds that are usual for the device
 */
public record Reason(
    String metric, HealthStatus status, double value, Direction direction, double limit) {

  /** Stands for the metric when a device is silent. */
  public static final String SILENCE = "silence";
}
