package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many alerts are open that nobody has acknowledged. */
@Schema(
    name = "AlertCounts",
    requiredProperties = {"warning", "critical"})
public record AlertCounts(long warning, long critical) {}
