package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.configuration.Explanation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a device or module has the desired properties it has.
 *
 * @param configurations those that target it, the first one ahead
 * @param values the desired properties that configurations set
 */
@Schema(
    name = "ConfigurationExplanation",
    requiredProperties = {"deviceId", "moduleId", "configurations", "values"})
public record ConfigurationExplanation(
    String deviceId,
    @Schema(nullable = true) @Nullable String moduleId,
    List<Targeting> configurations,
    List<SetValue> values) {

  /**
   * A configuration that targets it.
   *
   * @param kind of its content
   * @param status {@code applied} when it has a say, else {@code targeted}
   */
  @Schema(
      name = "TargetingConfiguration",
      requiredProperties = {"id", "kind", "priority", "createdTime", "targetCondition", "status"})
  public record Targeting(
      String id,
      @Schema(enumeration = {"deviceContent", "moduleContent", "modulesContent"}) String kind,
      int priority,
      @Schema(format = "date-time") String createdTime,
      String targetCondition,
      @Schema(enumeration = {"targeted", "applied"}) String status) {}

  /**
   * A desired property with the configuration that it comes from.
   *
   * @param path with dots between the names
   * @param current what is there now, null when nothing is
   * @param overridden what others wanted at, above or below this path
   */
  @Schema(
      name = "ConfiguredValue",
      requiredProperties = {"path", "value", "current", "configuration", "priority", "overridden"})
  public record SetValue(
      String path,
      @Schema(implementation = Object.class) JsonNode value,
      @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode current,
      String configuration,
      int priority,
      List<Overridden> overridden) {}

  /**
   * A value that a configuration did not get its way with.
   *
   * @param reason why the one that did has it: the greater priority, newer among equal ones, or
   *     that this one lost an overlapping path to a third one
   */
  @Schema(
      name = "OverriddenValue",
      requiredProperties = {"path", "value", "configuration", "priority", "reason"})
  public record Overridden(
      String path,
      @Schema(implementation = Object.class) JsonNode value,
      String configuration,
      int priority,
      @Schema(enumeration = {"priority", "newer", "overlap"}) String reason) {}

  static ConfigurationExplanation of(Explanation why) {
    return new ConfigurationExplanation(
        why.identity().deviceId().value(),
        why.identity().isModule() ? why.identity().moduleColumn() : null,
        why.targeting().stream()
            .map(
                c ->
                    new Targeting(
                        c.id(),
                        c.kind(),
                        c.priority(),
                        c.createdAt().toString(),
                        c.targetCondition(),
                        c.applied() ? "applied" : "targeted"))
            .toList(),
        why.values().stream()
            .map(
                v ->
                    new SetValue(
                        v.path(),
                        v.value(),
                        v.current(),
                        v.configuration(),
                        v.priority(),
                        v.overridden().stream()
                            .map(
                                w ->
                                    new Overridden(
                                        w.path(),
                                        w.value(),
                                        w.configuration(),
                                        w.priority(),
                                        ConfigurationDetail.reason(w.precedence())))
                            .toList()))
            .toList());
  }
}
