package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param hub the only hub that it is for; without one, all hubs
 * @param days how long it is good for, 1 to 366; without a number, 90
 */
@Schema(
    name = "NewApiToken",
    requiredProperties = {"name", "role"})
public record NewApiToken(
    @Nullable String name,
    @Schema(enumeration = {"admin", "technician", "viewer"}) @Nullable String role,
    @Nullable String hub,
    @Nullable Integer days) {}
