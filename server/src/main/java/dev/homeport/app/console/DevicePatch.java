package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of a device; what is left out stays. */
@Schema(name = "DevicePatch")
public record DevicePatch(@Nullable DeviceStatus status, @Nullable String statusReason) {}
