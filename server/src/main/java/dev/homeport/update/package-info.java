/**
 * Updates over the air. {@code firmware} is the library of what devices can be updated to.
 *
 * <p>Called by the console and the command line.
 */
@NullMarked
package dev.homeport.update;

import org.jspecify.annotations.NullMarked;
