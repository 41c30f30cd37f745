/**
 * MQTT 3.1.1 as IoT Hub speaks it, on TCP, TLS and WebSocket ("Communicate with your IoT hub using
 * MQTT"). {@link dev.homeport.gateway.mqtt.MqttPipeline} shows the order of the handlers:
 * transport, codec, {@code ConnectHandler} until the device is authenticated, then its {@code
 * MqttSession}, which hands each packet to the conversation it belongs to: telemetry, twin, methods
 * or cloud-to-device messages. Event loops never block: what needs the database runs on virtual
 * threads.
 */
@NullMarked
package dev.homeport.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
