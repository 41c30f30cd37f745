package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A setting as this node has it.
 *
 * @param name in the tree {@code homeport.*}
 * @param value null: it is not set; {@code ***} for a secret
 */
@Schema(
    name = "EffectiveSetting",
    requiredProperties = {"name", "value", "source"})
public record EffectiveSetting(
    String name, @Schema(nullable = true) @Nullable String value, Source source) {

  /** Who says so, the first of them that does. */
  @Schema(name = "SettingSource")
  public enum Source {
    COMMAND_LINE,
    SYSTEM_PROPERTY,
    ENVIRONMENT,
    FILE,
    DEFAULT
  }
}
