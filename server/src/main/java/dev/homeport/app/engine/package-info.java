/**
 * The embedded engines: a real PostgreSQL and a real single-node Kafka broker as child processes in
 * the data directory, started side by side, started again when they die, stopped with the server.
 * {@link dev.homeport.app.engine.Engines} gives their addresses; with engines of the user's own it
 * starts nothing. Called by the start only. Owns the folders {@code postgres} and {@code kafka} of
 * the data directory; each has one process at most, also after the server was killed.
 */
@NullMarked
package dev.homeport.app.engine;

import org.jspecify.annotations.NullMarked;
