/**
 * What devices did and measured, over time. {@link dev.homeport.insight.HistoryConsumer} reads the
 * telemetry topic and keeps the numbers in JSON bodies ({@link
 * dev.homeport.messaging.Measurements}) as time series ({@code HistoryWriter}); {@link
 * dev.homeport.insight.HistoryUpkeep} makes minutes and hours of them and drops what is older than
 * {@link dev.homeport.insight.HistorySettings} says; {@link dev.homeport.insight.History} reads
 * charts and latest values.
 *
 * <p>{@link dev.homeport.insight.TimelineConsumer} reads the event log and writes the time line of
 * each device, which {@link dev.homeport.insight.Timeline} reads.
 *
 * <p>Called by the console. Owns the tables {@code timeline}, {@code metric_series}, {@code
 * metric_value}, {@code metric_minute}, {@code metric_hour}, {@code metric_roll_up} and {@code
 * metric_late}; no event of its own.
 */
@NullMarked
package dev.homeport.insight;

import org.jspecify.annotations.NullMarked;
