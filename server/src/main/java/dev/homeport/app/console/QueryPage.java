package dev.homeport.app.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some of a query's results.
 *
 * @param items twins for {@code SELECT *}, otherwise objects with what was selected
 * @param continuation what the next page is asked for with, null after the last one
 */
@Schema(
    name = "QueryPage",
    requiredProperties = {"items", "continuation"})
public record QueryPage(
    @Schema(type = SchemaType.ARRAY, implementation = Object.class) List<ObjectNode> items,
    @Schema(nullable = true) @Nullable String continuation) {}
