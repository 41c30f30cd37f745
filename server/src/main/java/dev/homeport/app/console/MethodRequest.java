package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A direct method to be called.
 *
 * @param responseTimeoutInSeconds 5 to 300, 30 when it is left out
 * @param connectTimeoutInSeconds 0 to 300, 0 when it is left out
 */
@Schema(
    name = "MethodRequest",
    requiredProperties = {"methodName"})
public record MethodRequest(
    @Nullable String methodName,
    @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode payload,
    @Schema(minimum = "5", maximum = "300", defaultValue = "30")
        @Nullable Integer responseTimeoutInSeconds,
    @Schema(minimum = "0", maximum = "300", defaultValue = "0")
        @Nullable Integer connectTimeoutInSeconds) {}
