package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a device says it is, in degrees (WGS 84). */
@Schema(
    name = "Location",
    requiredProperties = {"latitude", "longitude"})
public record Location(double latitude, double longitude) {}
