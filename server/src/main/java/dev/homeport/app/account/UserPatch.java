package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a person; what is absent stays.
 *
 * @param group of devices; {@code ""}: all devices
 */
@Schema(name = "UserPatch")
public record UserPatch(
    @Schema(enumeration = {"admin", "technician", "viewer"}) @Nullable String role,
    @Nullable String group,
    @Nullable Boolean enabled) {}
