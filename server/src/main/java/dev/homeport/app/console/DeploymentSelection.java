package dev.homeport.app.console;

import dev.homeport.update.deployment.DeploymentTarget;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a deployment is for: exactly one of the three.
 *
 * @param devices their ids
 * @param group the name of a saved group
 * @param condition in the query language
 */
public record DeploymentSelection(
    @Nullable List<String> devices,
    @Schema(nullable = true) @Nullable String group,
    @Schema(nullable = true) @Nullable String condition) {

  static DeploymentSelection of(DeploymentTarget target) {
    return new DeploymentSelection(target.devices(), target.group(), target.condition());
  }

  DeploymentTarget target() {
    return new DeploymentTarget(
        devices == null ? List.of() : devices,
        group == null || group.isBlank() ? null : group,
        condition == null || condition.isBlank() ? null : condition);
  }
}
