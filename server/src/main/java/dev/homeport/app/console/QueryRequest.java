package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A query to be run.
 *
 * @param query {@code SELECT … FROM …} in IoT Hub's query language
 * @param pageSize 1 to 1000, 100 when it is left out
 * @param continuation of the page before
 */
@Schema(
    name = "QueryRequest",
    requiredProperties = {"query"})
public record QueryRequest(
    @Nullable String query,
    @Schema(minimum = "1", maximum = "1000", defaultValue = "100") @Nullable Integer pageSize,
    @Schema(nullable = true) @Nullable String continuation) {}
