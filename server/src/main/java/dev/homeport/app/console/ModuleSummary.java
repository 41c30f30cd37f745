package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A module of a device. */
@Schema(
    name = "ModuleSummary",
    requiredProperties = {"moduleId", "connectionState"})
public record ModuleSummary(String moduleId, ConnectionState connectionState) {}
