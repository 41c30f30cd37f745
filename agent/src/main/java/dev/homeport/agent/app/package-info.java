/**
 * The programs. {@link dev.homeport.agent.app.Main} is the command line; {@code Agent} is one
 * device on the public Azure IoT device SDK: telemetry, twin, direct methods, messages to the
 * device.
 *
 * <p>Called by people, by {@code ./homeport up} and by {@code ./homeport simulate}.
 */
@NullMarked
package dev.homeport.agent.app;

import org.jspecify.annotations.NullMarked;
