package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many devices a condition is true for.
 *
 * @param count at this moment
 */
@Schema(
    name = "MatchCount",
    requiredProperties = {"count"})
public record MatchCount(long count) {}
