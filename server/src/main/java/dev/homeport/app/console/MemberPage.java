package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some of a group's devices.
 *
 * @param total all members at this moment
 * @param continuation what the next page is asked for with, null after the last one
 */
@Schema(
    name = "MemberPage",
    requiredProperties = {"items", "total", "continuation"})
public record MemberPage(
    List<DeviceSummary> items,
    long total,
    @Schema(nullable = true) @Nullable String continuation) {}
