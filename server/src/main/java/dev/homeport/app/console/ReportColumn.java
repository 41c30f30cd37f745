package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A column of a report.
 *
 * @param kind of all its cells that are not empty
 */
@Schema(
    name = "ReportColumn",
    requiredProperties = {"name", "kind"})
public record ReportColumn(
    String name, @Schema(enumeration = {"text", "number", "time"}) String kind) {}
