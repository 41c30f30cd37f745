package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to change of an authority's certificate. */
@Schema(
    name = "CaCertificatePatch",
    requiredProperties = {"enabled"})
public record CaCertificatePatch(@Nullable Boolean enabled) {}
