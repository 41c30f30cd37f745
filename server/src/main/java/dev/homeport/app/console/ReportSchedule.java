package dev.homeport.app.console;

import dev.homeport.report.Schedule;
import dev.homeport.report.ScheduleState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report that is mailed from time to time.
 *
 * @param nextAt when it is mailed, or tried again
 * @param attempts in vain since it was due
 * @param lastError why the last attempt was in vain
 */
@Schema(
    name = "ReportSchedule",
    requiredProperties = {
      "name",
      "report",
      "format",
      "condition",
      "group",
      "tags",
      "version",
      "recipients",
      "every",
      "on",
      "at",
      "zone",
      "enabled",
      "changedBy",
      "nextAt",
      "attempts",
      "lastAt",
      "lastError"
    })
public record ReportSchedule(
    String name,
    String report,
    String format,
    String condition,
    String group,
    List<String> tags,
    String version,
    List<String> recipients,
    @Schema(enumeration = {"day", "week", "month"}) String every,
    int on,
    String at,
    String zone,
    boolean enabled,
    String changedBy,
    @Schema(format = "date-time") String nextAt,
    int attempts,
    @Schema(nullable = true, format = "date-time") @Nullable String lastAt,
    @Schema(nullable = true) @Nullable String lastError) {

  static ReportSchedule of(ScheduleState state) {
    Schedule schedule = state.schedule();
    Instant lastAt = state.lastAt();
    return new ReportSchedule(
        schedule.name(),
        schedule.report().wire(),
        schedule.format().wire(),
        schedule.condition(),
        schedule.group(),
        schedule.tags(),
        schedule.version(),
        schedule.recipients(),
        schedule.cadence().every().wire(),
        schedule.cadence().on(),
        schedule.cadence().at().toString(),
        schedule.cadence().zone().getId(),
        schedule.enabled(),
        state.changedBy(),
        state.nextAt().toString(),
        state.attempts(),
        lastAt == null ? null : lastAt.toString(),
        state.lastError());
  }
}
