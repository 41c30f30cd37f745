package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a query's results.
 *
 * @param items twins for {@code SELECT *}, otherwise objects with the selected values; what is
 *     undefined is left out
 * @param continuation what the next page is asked for with, null after the last one
 */
public record Page(List<ObjectNode> items, @Nullable String continuation) {}
