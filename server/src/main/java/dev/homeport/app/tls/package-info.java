/**
 * The certificates of this installation: a CA of its own and a server certificate for every name
 * that clients use, made at first start and renewed in time, or the user's own. Both listeners,
 * HTTPS and MQTT, serve whatever {@link dev.homeport.app.tls.ServerIdentity} holds at the moment.
 * Called by the start and by the edges. Owns the folder {@code tls} of the data directory.
 */
@NullMarked
package dev.homeport.app.tls;

import org.jspecify.annotations.NullMarked;
