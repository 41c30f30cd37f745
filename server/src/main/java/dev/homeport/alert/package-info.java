/**
 * Alerts: what people want to be told of, once. {@link dev.homeport.alert.AlertRules} and {@link
 * dev.homeport.alert.Channels} save what is worth an alert and who is told; {@link
 * dev.homeport.alert.AlertConsumer} reads connections and health from the event log, {@link
 * dev.homeport.alert.SecuritySignals} counts what the gateway sees of strangers, {@link
 * dev.homeport.alert.AlertUpkeep} looks from time to time, and sends. An alert is open while its
 * cause lasts, and there is one for each rule and subject; alerts of one rule that open within its
 * grouping make one message. {@link dev.homeport.alert.Alerts} shows them.
 *
 * <p>Called by Homeport's own API and the gateway. Owns the tables {@code alert}, {@code
 * alert_rule}, {@code alert_mute}, {@code alert_channel}, {@code alert_notification}, {@code
 * alert_offline}, {@code alert_signal} and {@code alert_certificate}; no event.
 */
@NullMarked
package dev.homeport.alert;

import org.jspecify.annotations.NullMarked;
