package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many devices there are. */
@Schema(
    name = "DeviceCounts",
    requiredProperties = {"total", "enabled", "disabled", "connected"})
public record DeviceCounts(long total, long enabled, long disabled, long connected) {}
