/**
 * Messages between devices and services: telemetry on its way to Kafka ({@code TelemetryIngest}),
 * cloud-to-device messages with their queue and feedback ({@code CommandQueue}), direct methods
 * ({@code MethodService}) and the {@link dev.homeport.messaging.DeviceLink} port through which they
 * reach a connected device. Called by the gateway (device side) and by REST (service side). Owns
 * the tables {@code device_message} and {@code feedback} and the event {@code MessageQueued}.
 */
@NullMarked
package dev.homeport.messaging;

import org.jspecify.annotations.NullMarked;
