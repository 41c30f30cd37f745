/**
 * How a device updates its firmware: it takes an {@link dev.homeport.agent.update.UpdateOrder},
 * checks the signed manifest in it, downloads, verifies, installs, restarts and confirms.
 *
 * <p>{@link dev.homeport.agent.update.Updater} goes through the steps and tells the hub each of
 * them; {@link dev.homeport.agent.update.Installation} is where the firmware goes: {@link
 * dev.homeport.agent.update.SlotInstallation} on a supervised agent, something made up on a
 * simulated device. Called by {@code behaviour}, {@code app} and {@code swarm}.
 */
@NullMarked
package dev.homeport.agent.update;

import org.jspecify.annotations.NullMarked;
