package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.update.deployment.DeploymentTarget;
import dev.homeport.update.deployment.NewDeployment;
import dev.homeport.update.deployment.RolloutPlan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that is wanted, or looked at before it is made.
 *
 * @param name for people; not needed for a preview
 * @param startTime left out: at once
 */
@Schema(
    name = "NewDeployment",
    requiredProperties = {"firmwareId", "target"})
public record DeploymentRequest(
    @Nullable String name,
    @Nullable String firmwareId,
    @Nullable DeploymentSelection target,
    @Nullable DeploymentPlan plan,
    @Schema(format = "date-time", nullable = true) @Nullable String startTime) {

  UUID firmware() {
    if (firmwareId == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "firmwareId is missing");
    }
    return FirmwareResource.uuid(firmwareId);
  }

  DeploymentTarget devices() {
    if (target == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the target is missing");
    }
    return target.target();
  }

  RolloutPlan rollout() {
    return plan == null ? RolloutPlan.DEFAULT : plan.plan();
  }

  NewDeployment deployment() {
    return new NewDeployment(name == null ? "" : name, firmware(), devices(), rollout(), startAt());
  }

  private @Nullable Instant startAt() {
    if (startTime == null || startTime.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(startTime).toInstant();
    } catch (DateTimeParseException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "startTime has the form 2026-03-01T22:00:00Z");
    }
  }
}
