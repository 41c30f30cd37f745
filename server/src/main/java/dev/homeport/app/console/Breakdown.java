package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the fleet consists of: the most frequent values of what devices report, the most frequent
 * first.
 *
 * @param models what {@code reported.model} says
 * @param firmware what {@code reported.firmware.version} says
 */
@Schema(
    name = "Breakdown",
    requiredProperties = {"models", "firmware"})
public record Breakdown(List<Share> models, List<Share> firmware) {}
