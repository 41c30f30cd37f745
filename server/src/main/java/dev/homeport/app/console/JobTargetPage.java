package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of what became of the devices of a job, by their ids.
 *
 * @param next what to ask for the next page with as {@code after}, null on the last one
 */
@Schema(
    name = "JobTargetPage",
    requiredProperties = {"items", "next"})
public record JobTargetPage(
    List<JobTarget> items, @Schema(nullable = true) @Nullable String next) {}
