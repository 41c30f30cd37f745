/**
 * How a program reaches a hub: connection strings, shared access signatures, trust, and {@link
 * dev.homeport.agent.HubRegistry}, which makes the devices that a simulation needs. The packages
 * below build on it: {@code behaviour} is what a simulated device does, {@code update} how a device
 * updates itself, {@code launcher} what outlives it meanwhile, {@code mqtt} the packets, {@code
 * swarm} thousands of devices on few threads, {@code app} the programs.
 *
 * <p>Owns no table and no event: everything it knows about a hub it says over the hub's public
 * protocols.
 */
@NullMarked
package dev.homeport.agent;

import org.jspecify.annotations.NullMarked;
