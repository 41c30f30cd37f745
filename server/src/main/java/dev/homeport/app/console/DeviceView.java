package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A way to look at the device list that was kept under a name.
 *
 * @param shared whether it is for everybody
 * @param changedBy who saved it last
 */
@Schema(
    name = "DeviceView",
    requiredProperties = {"name", "shared", "definition", "changedBy", "changedAt"})
public record DeviceView(
    String name,
    boolean shared,
    ViewDefinition definition,
    String changedBy,
    @Schema(format = "date-time") String changedAt) {}
