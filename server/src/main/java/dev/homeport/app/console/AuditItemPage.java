package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the audit log, the newest first.
 *
 * @param continuation of the next page; null when this is the last
 */
@Schema(
    name = "AuditItemPage",
    requiredProperties = {"items", "continuation"})
public record AuditItemPage(
    List<AuditItem> items, @Schema(nullable = true) @Nullable String continuation) {}
