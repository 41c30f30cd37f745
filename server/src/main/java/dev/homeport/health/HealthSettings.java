package dev.homeport.health;

import java.time.Duration;

/**
 * What the installation says about health.
 *
 * @param minSilence no device is silent sooner
 * @param maxSilence every device is silent after that
 * @param history how long changes are kept
 * @param devices how many devices a node keeps at hand; the others are read when they speak
 */
public record HealthSettings(
    Duration minSilence, Duration maxSilence, Duration history, int devices) {}
