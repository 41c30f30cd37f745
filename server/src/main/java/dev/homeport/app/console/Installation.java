package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How Homeport is set up.
 *
 * @param address of the node that answers, whose settings these are
 * @param settings by name
 * @param mailFrom the sender of mail; null: mail is not set up
 */
@Schema(
    name = "Installation",
    requiredProperties = {"address", "settings", "nodes", "versions", "mailFrom"})
public record Installation(
    String address,
    List<EffectiveSetting> settings,
    List<InstallationNode> nodes,
    Versions versions,
    @Schema(nullable = true) @Nullable String mailFrom) {

  /** What it is made of. */
  @Schema(
      name = "InstallationVersions",
      requiredProperties = {"homeport", "java", "postgresql", "kafkaClient", "system"})
  public record Versions(
      String homeport, String java, String postgresql, String kafkaClient, String system) {}
}
