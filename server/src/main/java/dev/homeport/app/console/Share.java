package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many devices have a value in common.
 *
 * @param value null: those that report none
 */
@Schema(
    name = "Share",
    requiredProperties = {"value", "devices"})
public record Share(@Schema(nullable = true) @Nullable String value, long devices) {}
