/**
 * What a simulated device is and does, whatever carries its messages: {@link
 * dev.homeport.agent.behaviour.SimulatedDevice} has sensors, settings and properties to report,
 * {@link dev.homeport.agent.behaviour.DeviceCommand} is what a direct method asks of it and {@link
 * dev.homeport.agent.behaviour.MethodAnswer} what it answers.
 *
 * <p>Used by the agent on the official SDK and by the swarm, so that both behave alike.
 */
@NullMarked
package dev.homeport.agent.behaviour;

import org.jspecify.annotations.NullMarked;
