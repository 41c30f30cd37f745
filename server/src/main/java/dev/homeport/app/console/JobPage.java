package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the list of jobs.
 *
 * @param total jobs that the filters match
 * @param page counted from 0
 */
@Schema(
    name = "JobPage",
    requiredProperties = {"items", "total", "page", "pageSize"})
public record JobPage(List<JobSummary> items, long total, int page, int pageSize) {}
