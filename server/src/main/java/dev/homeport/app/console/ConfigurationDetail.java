package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.configuration.ConfigurationReports;
import dev.homeport.configuration.Precedence;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All about one configuration.
 *
 * @param content what it sets, as IoT Hub's service API has it
 * @param conflicts with others, those that it loses to first
 */
@Schema(
    name = "ConfigurationDetail",
    requiredProperties = {"configuration", "content", "conflicts"})
public record ConfigurationDetail(
    ConfigurationSummary configuration,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class) JsonNode content,
    List<Conflict> conflicts) {

  /**
   * Another configuration that wants to set the same on the same devices.
   *
   * @param wins whether the other one has its way
   * @param reason why whoever wins does: the greater priority, or newer among equal ones
   * @param paths what this one sets and the other one, too; none when a whole deployment is behind
   *     another one
   * @param count on how many devices or modules
   */
  @Schema(
      name = "ConfigurationConflict",
      requiredProperties = {"id", "priority", "createdTime", "wins", "reason", "paths", "count"})
  public record Conflict(
      String id,
      int priority,
      @Schema(format = "date-time") String createdTime,
      boolean wins,
      @Schema(enumeration = {"priority", "newer", "overlap"}) String reason,
      List<String> paths,
      long count) {}

  static ConfigurationDetail of(ConfigurationReports.Detail detail) {
    return new ConfigurationDetail(
        ConfigurationSummary.of(detail.summary()),
        detail.content(),
        detail.conflicts().stream()
            .map(
                conflict ->
                    new Conflict(
                        conflict.id(),
                        conflict.priority(),
                        conflict.createdAt().toString(),
                        conflict.wins(),
                        reason(conflict.precedence()),
                        conflict.paths(),
                        conflict.twins()))
            .toList());
  }

  static String reason(Precedence precedence) {
    return precedence.name().toLowerCase(Locale.ROOT);
  }
}
