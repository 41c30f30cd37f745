/**
 * The reference device program and the fleet simulator. {@link dev.homeport.agent.Agent} is one
 * device on the public Azure IoT device SDK: telemetry, twin, direct methods, messages to the
 * device. {@link dev.homeport.agent.Main} is the command line that runs one of them or many in one
 * process.
 *
 * <p>Called by people and by {@code ./homeport up}. Owns no table and no event: everything it knows
 * about the hub it says over the hub's public protocols.
 */
@NullMarked
package dev.homeport.agent;

import org.jspecify.annotations.NullMarked;
