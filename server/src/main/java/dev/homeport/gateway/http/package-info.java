/**
 * The device side of IoT Hub's HTTPS API: sending telemetry, one message or a batch. Receiving
 * cloud-to-device messages is messaging's own resource. Called by devices that cannot hold a
 * connection; who they are was settled by the filter of the HTTP edge.
 */
@NullMarked
package dev.homeport.gateway.http;

import org.jspecify.annotations.NullMarked;
