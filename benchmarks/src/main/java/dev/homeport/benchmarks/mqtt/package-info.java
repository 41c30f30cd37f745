/**
 * The client's side of MQTT 3.1.1, as lean as a load generator needs it: {@link
 * dev.homeport.benchmarks.mqtt.MqttPackets} writes packets into buffers, {@link
 * dev.homeport.benchmarks.mqtt.PacketReader} reads the server's without making objects of them.
 */
@NullMarked
package dev.homeport.benchmarks.mqtt;

import org.jspecify.annotations.NullMarked;
