package dev.homeport.app.console;

import org.jspecify.annotations.Nullable;

/**
 * One change of many devices.
 *
 * @param action {@code enable}, {@code disable} or {@code delete}
 * @param condition which devices; {@code *} for all
 * @param expected how many there are, when no other number is to be changed
 */
public record BulkRequest(
    @Nullable String action, @Nullable String condition, @Nullable Long expected) {}
