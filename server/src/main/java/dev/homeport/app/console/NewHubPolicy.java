package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An access policy to be made, with fresh keys.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens, underscores
 * @param rights at least one of registryRead, registryWrite, serviceConnect, deviceConnect
 */
@Schema(
    name = "NewHubPolicy",
    requiredProperties = {"name", "rights"})
public record NewHubPolicy(@Nullable String name, @Nullable List<String> rights) {}
