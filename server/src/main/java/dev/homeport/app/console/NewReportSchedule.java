package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.report.Cadence;
import dev.homeport.report.Report;
import dev.homeport.report.ReportFormat;
import dev.homeport.report.Schedule;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is to be.
 *
 * @param condition left out: all devices
 * @param group left out: none
 * @param on of a week, 1 for Monday to 7; of a month, 1 to 31; left out: 1
 * @param zone left out: UTC
 * @param enabled left out: true
 */
@Schema(
    name = "NewReportSchedule",
    requiredProperties = {"report", "format", "recipients", "every", "at"})
public record NewReportSchedule(
    @Schema(
            enumeration = {
              "inventory",
              "compliance",
              "outdated",
              "health",
              "health-history",
              "provisioning"
            })
        @Nullable String report,
    @Schema(enumeration = {"csv", "xlsx"}) @Nullable String format,
    @Nullable String condition,
    @Nullable String group,
    @Nullable List<String> tags,
    @Nullable String version,
    @Nullable List<String> recipients,
    @Schema(enumeration = {"day", "week", "month"}) @Nullable String every,
    @Nullable Integer on,
    @Schema(examples = "07:30") @Nullable String at,
    @Schema(examples = "Europe/Berlin") @Nullable String zone,
    @Nullable Boolean enabled) {

  Schedule named(String name) {
    return new Schedule(
        name,
        Report.of(given(report)).orElseThrow(() -> invalid("there is no such report")),
        ReportFormat.of(given(format)).orElseThrow(() -> invalid("format is csv or xlsx")),
        given(condition).strip(),
        given(group),
        tags == null ? List.of() : tags.stream().map(NewReportSchedule::given).toList(),
        given(version).strip(),
        recipients == null ? List.of() : recipients.stream().map(NewReportSchedule::given).toList(),
        Cadence.of(
            given(every),
            Objects.requireNonNullElse(on, 1),
            given(at),
            zone == null || zone.isEmpty() ? "UTC" : zone),
        !Boolean.FALSE.equals(enabled));
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
