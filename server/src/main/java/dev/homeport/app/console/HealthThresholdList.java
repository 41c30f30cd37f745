package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Thresholds.
 *
 * @param items by metric, the widest first
 */
@Schema(
    name = "HealthThresholdList",
    requiredProperties = {"items"})
public record HealthThresholdList(List<HealthThreshold> items) {}
