/**
 * Thousands of simulated devices in one process, without an SDK: {@link
 * dev.homeport.agent.swarm.Swarm} runs them on a few event loops, with the packets of {@code
 * dev.homeport.agent.mqtt} and the behaviour of {@code dev.homeport.agent.behaviour}.
 *
 * <p>{@code LightDevice} outlives its connections and decides when to connect again, {@code
 * LightConnection} is the conversation on one of them, {@code ConnectPace} and {@code Backoff} keep
 * a fleet from storming its hub.
 */
@NullMarked
package dev.homeport.agent.swarm;

import org.jspecify.annotations.NullMarked;
