package dev.homeport.health;

import java.time.Instant;
import java.util.List;

/**
 * What a device's health is, and since when.
 *
 * @param reasons why it is not well, the worst first
 */
public record Standing(HealthStatus status, Instant since, List<Reason> reasons) {}
