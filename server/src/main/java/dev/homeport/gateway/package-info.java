/**
 * Connections of devices and modules. A {@link dev.homeport.gateway.DeviceSession} is one
 * authenticated connection, whatever its protocol; {@link dev.homeport.gateway.Sessions} holds
 * those of this node and {@link dev.homeport.gateway.SessionDirectory} knows, in PostgreSQL, which
 * node holds which. {@link dev.homeport.gateway.EventDispatcher} brings what happened to identities
 * and twins from the event log to their sessions; {@link dev.homeport.gateway.NodeLink} reaches a
 * session of another node. Each protocol has a package below with its pipeline. Owns the tables
 * {@code node}, {@code session} and {@code mqtt_session} and the event {@code ConnectionChanged}.
 */
@NullMarked
package dev.homeport.gateway;

import org.jspecify.annotations.NullMarked;
