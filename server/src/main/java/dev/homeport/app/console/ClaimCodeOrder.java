package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A claim code that is wanted.
 *
 * @param days how long it works; 90 when left out
 */
@Schema(name = "ClaimCodeOrder")
public record ClaimCodeOrder(
    @Schema(minimum = "1", maximum = "730", defaultValue = "90") @Nullable Integer days) {}
