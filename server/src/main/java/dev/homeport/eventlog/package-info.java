/**
 * What happened. Events about identities and twins are written to the table {@code outbox} in the
 * transaction that made them true ({@link dev.homeport.eventlog.Outbox}); one node's relay moves
 * them to the Kafka topic {@code homeport.events}. Telemetry goes straight to the topic {@code
 * homeport.<hub>.telemetry} through {@link dev.homeport.eventlog.EventLog}. Every record's key
 * starts with the device id, so that what one device caused stays in order. Readers follow a topic
 * with {@link dev.homeport.eventlog.LogTail}, from a moment on, or share it out among the nodes
 * with {@link dev.homeport.eventlog.LogGroup}; both go on after outages of the broker.
 *
 * <p>Called by every feature above. Owns the table {@code outbox} and the two kinds of topics.
 */
@NullMarked
package dev.homeport.eventlog;

import org.jspecify.annotations.NullMarked;
