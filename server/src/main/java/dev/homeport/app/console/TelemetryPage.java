package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The latest messages of a device, newest last. */
@Schema(
    name = "TelemetryPage",
    requiredProperties = {"items"})
public record TelemetryPage(List<TelemetryItem> items) {}
