package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of an enrollment's status. */
@Schema(
    name = "EnrollmentPatch",
    requiredProperties = {"status"})
public record EnrollmentPatch(@Nullable DeviceStatus status) {}
