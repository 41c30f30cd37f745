package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A configuration before it is saved; what is left out is not looked at.
 *
 * @param content with one of deviceContent, moduleContent and modulesContent
 * @param metrics queries by the names of the metrics
 */
@Schema(name = "ConfigurationDraft")
public record ConfigurationDraft(
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)
        @Nullable JsonNode content,
    @Nullable String targetCondition,
    @Nullable Map<String, @Nullable String> metrics) {}
