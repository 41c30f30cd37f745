package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A condition over devices.
 *
 * @param condition what stands after WHERE in the query language; {@code *} for all devices
 */
@Schema(
    name = "ConditionRequest",
    requiredProperties = {"condition"})
public record ConditionRequest(@Nullable String condition) {}
