package dev.homeport.app.console;

import dev.homeport.configuration.ConfigurationReports;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of whom a configuration targets, by their ids.
 *
 * @param next what to ask for the next page with as {@code after}, null on the last one
 */
@Schema(
    name = "ConfigurationTargetPage",
    requiredProperties = {"items", "next"})
public record ConfigurationTargetPage(
    List<Target> items, @Schema(nullable = true) @Nullable String next) {

  /**
   * A device or module that a configuration targets.
   *
   * @param status {@code applied} when the configuration has a say there, else {@code targeted}
   * @param overriddenBy the configurations that got what it wanted to set
   */
  @Schema(
      name = "ConfigurationTarget",
      requiredProperties = {"deviceId", "moduleId", "status", "overriddenBy"})
  public record Target(
      String deviceId,
      @Schema(nullable = true) @Nullable String moduleId,
      @Schema(enumeration = {"targeted", "applied"}) String status,
      List<String> overriddenBy) {}

  /**
   * @param found one more than {@code size} when there is a next page
   */
  static ConfigurationTargetPage of(List<ConfigurationReports.Targeted> found, int size) {
    List<ConfigurationReports.Targeted> page = found.subList(0, Math.min(size, found.size()));
    return new ConfigurationTargetPage(
        page.stream()
            .map(
                one ->
                    new Target(
                        one.identity().deviceId().value(),
                        one.identity().isModule() ? one.identity().moduleColumn() : null,
                        one.applied() ? "applied" : "targeted",
                        one.overriddenBy()))
            .toList(),
        found.size() > size ? page.getLast().identity().path() : null);
  }
}
