package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some alerts, the newest first.
 *
 * @param continuation what the next page is asked for with, null after the last one
 */
@Schema(
    name = "AlertPage",
    requiredProperties = {"items", "continuation"})
public record AlertItemPage(
    List<AlertItem> items, @Schema(nullable = true) @Nullable String continuation) {}
