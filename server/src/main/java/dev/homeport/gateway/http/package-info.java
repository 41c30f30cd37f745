/**
 * The device side of the HTTPS APIs: sending telemetry to the hub, one message or a batch, and
 * registering with the provisioning service. Receiving cloud-to-device messages is messaging's own
 * resource. Called by devices that cannot hold a connection; who sends telemetry was settled by the
 * filter of the HTTP edge, who registers is settled by provisioning.
 */
@NullMarked
package dev.homeport.gateway.http;

import org.jspecify.annotations.NullMarked;
