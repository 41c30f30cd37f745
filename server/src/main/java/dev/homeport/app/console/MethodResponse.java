package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device's answer to a direct method. */
@Schema(
    name = "MethodResponse",
    requiredProperties = {"status", "payload"})
public record MethodResponse(
    int status, @Schema(implementation = Object.class, nullable = true) JsonNode payload) {}
