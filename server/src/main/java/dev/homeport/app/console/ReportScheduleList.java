package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Schedules by name.
 *
 * @param mail whether a mail server is set up
 */
@Schema(
    name = "ReportScheduleList",
    requiredProperties = {"items", "mail"})
public record ReportScheduleList(List<ReportSchedule> items, boolean mail) {}
