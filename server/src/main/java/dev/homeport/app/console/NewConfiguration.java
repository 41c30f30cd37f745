package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.configuration.Wanted;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A configuration to be saved.
 *
 * @param content with one of deviceContent, moduleContent and modulesContent; cannot be changed, so
 *     it may be left out of a change
 * @param targetCondition {@code *} for all; for nobody when it is left out
 * @param priority from 0, which is meant when it is left out
 * @param metrics queries by the names of the metrics
 */
@Schema(name = "NewConfiguration")
public record NewConfiguration(
    @Nullable Map<String, @Nullable String> labels,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)
        @Nullable JsonNode content,
    @Nullable String targetCondition,
    @Nullable Integer priority,
    @Nullable Map<String, @Nullable String> metrics) {

  Wanted wanted() {
    return Wanted.of(null, labels, content, targetCondition, priority, metrics);
  }
}
