package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of registrations by id.
 *
 * @param next the {@code after} of the next page, null when this is the last one
 */
@Schema(
    name = "RegistrationPage",
    requiredProperties = {"items", "next"})
public record RegistrationPage(
    List<RegistrationSummary> items, @Schema(nullable = true) @Nullable String next) {}
