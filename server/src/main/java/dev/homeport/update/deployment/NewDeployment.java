package dev.homeport.update.deployment;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that somebody wants.
 *
 * @param name for people, 1 to 128 characters
 * @param startAt null: at once
 */
public record NewDeployment(
    String name,
    UUID firmwareId,
    DeploymentTarget target,
    RolloutPlan plan,
    @Nullable Instant startAt) {

  private static final int MAX_NAME = 128;

  public NewDeployment {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the name is 1 to 128 characters");
    }
    StorableText.require("the name", name);
  }
}
