/**
 * The load generator: {@link dev.homeport.benchmarks.Main} publishes against any MQTT broker or
 * hub, serves as the bare echo that is the ceiling, and runs the suite that fills
 * docs/performance.md.
 */
@NullMarked
package dev.homeport.benchmarks;

import org.jspecify.annotations.NullMarked;
