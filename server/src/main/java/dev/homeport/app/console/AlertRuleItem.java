package dev.homeport.app.console;

import dev.homeport.alert.AlertRule;
import dev.homeport.alert.RuleState;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is worth an alert.
 *
 * @param mutedUntil until when its alerts make no messages
 */
@Schema(
    name = "AlertRule",
    requiredProperties = {
      "name",
      "kind",
      "severity",
      "condition",
      "threshold",
      "minutes",
      "groupingSeconds",
      "channels",
      "enabled",
      "changedBy",
      "mutedUntil"
    })
public record AlertRuleItem(
    String name,
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
        String kind,
    @Schema(enumeration = {"warning", "critical"}) String severity,
    String condition,
    int threshold,
    int minutes,
    long groupingSeconds,
    List<String> channels,
    boolean enabled,
    String changedBy,
    @Schema(nullable = true, format = "date-time") @Nullable String mutedUntil) {

  static AlertRuleItem of(RuleState state) {
    AlertRule rule = state.rule();
    return new AlertRuleItem(
        rule.name(),
        rule.kind().wire(),
        rule.severity().wire(),
        rule.condition(),
        rule.threshold(),
        rule.minutes(),
        rule.grouping().toSeconds(),
        rule.channels(),
        rule.enabled(),
        state.changedBy(),
        AlertItem.text(state.mutedUntil()));
  }
}
