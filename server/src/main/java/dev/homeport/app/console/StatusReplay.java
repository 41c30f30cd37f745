package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Messages that are sent again.
 *
 * @param count how many
 */
@Schema(
    name = "StatusReplay",
    requiredProperties = {"count"})
public record StatusReplay(int count) {}
