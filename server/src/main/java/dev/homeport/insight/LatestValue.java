package dev.homeport.insight;

import java.time.Instant;

/**
 * The newest value of a metric.
 *
 * @param moduleId {@code ""} when the device itself sent it
 */
public record LatestValue(String moduleId, String metric, double value, Instant time) {}
