/**
 * The client's side of MQTT 3.1.1, as lean as a load generator or a light simulator needs it:
 * {@link dev.homeport.agent.mqtt.MqttPackets} writes packets into buffers, {@link
 * dev.homeport.agent.mqtt.PacketReader} reads the server's without making objects of them.
 */
@NullMarked
package dev.homeport.agent.mqtt;

import org.jspecify.annotations.NullMarked;
