package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A group to be saved.
 *
 * @param description none when it is left out
 * @param condition what stands after WHERE in the query language
 */
@Schema(
    name = "NewGroup",
    requiredProperties = {"condition"})
public record NewGroup(@Nullable String description, @Nullable String condition) {}
