/**
 * What starts the agent and outlives it: {@link dev.homeport.agent.launcher.Launcher} runs the jar
 * of one of two slots as a child process, tries the other slot when an update asks for it, and
 * returns to the first one unless the new build confirms itself in time.
 *
 * <p>A jar of its own without any library, so that no update can break it. The package {@code
 * update} shares the folder with it through {@link dev.homeport.agent.launcher.StateFolder} and
 * {@link dev.homeport.agent.launcher.Boot}.
 */
@NullMarked
package dev.homeport.agent.launcher;

import org.jspecify.annotations.NullMarked;
