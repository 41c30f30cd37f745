package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.alert.AlertKind;
import dev.homeport.alert.AlertRule;
import dev.homeport.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is to be.
 *
 * @param condition that devices have to meet; left out: all
 * @param threshold how many refusals, addresses or days; of health, 2 for Critical only; left out:
 *     1
 * @param minutes offline for so long, or counted over so long; left out: 5
 * @param groupingSeconds for how long alerts are gathered for one message; left out: 60
 * @param channels names of channels; left out: none
 * @param enabled left out: true
 */
@Schema(
    name = "NewAlertRule",
    requiredProperties = {"kind", "severity"})
public record NewAlertRule(
    @Schema(
            enumeration = {
              "offline",
              "health",
              "update",
              "deployment",
              "authentication",
              "addresses",
              "certificate"
            })
        @Nullable String kind,
    @Schema(enumeration = {"warning", "critical"}) @Nullable String severity,
    @Nullable String condition,
    @Nullable Integer threshold,
    @Nullable Integer minutes,
    @Nullable Long groupingSeconds,
    @Nullable List<String> channels,
    @Nullable Boolean enabled) {

  private static final int MINUTES = 5;
  private static final long GROUPING_SECONDS = 60;

  AlertRule named(String name) {
    return new AlertRule(
        name,
        AlertKind.of(Objects.requireNonNullElse(kind, ""))
            .orElseThrow(() -> invalid("there is no such kind of rule")),
        Severity.of(Objects.requireNonNullElse(severity, ""))
            .orElseThrow(() -> invalid("severity is warning or critical")),
        condition == null ? "" : condition.strip(),
        Objects.requireNonNullElse(threshold, 1),
        Objects.requireNonNullElse(minutes, MINUTES),
        Duration.ofSeconds(Objects.requireNonNullElse(groupingSeconds, GROUPING_SECONDS)),
        channels == null ? List.of() : channels.stream().filter(Objects::nonNull).toList(),
        !Boolean.FALSE.equals(enabled));
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
