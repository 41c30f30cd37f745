package dev.homeport.insight;

import java.time.Duration;

/**
 * How long history is kept.
 *
 * @param values single values
 * @param minutes at least as long as single values
 * @param hours at least as long as minutes
 * @param timeline what happened to devices
 */
public record HistorySettings(
    Duration values, Duration minutes, Duration hours, Duration timeline) {}
