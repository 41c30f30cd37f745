package dev.homeport.app.console;

import dev.homeport.update.deployment.Deployment;
import dev.homeport.update.deployment.DeploymentState;
import dev.homeport.update.deployment.FailureGroup;
import dev.homeport.update.deployment.UpdateStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment with how far it is.
 *
 * @param firmwareId null for a roll-back, where each device has its own, and when it was deleted
 * @param version empty for a roll-back
 * @param rollsBack the deployment that this one undoes
 * @param reason why it is paused, was cancelled or failed
 * @param wave the one under way, counted from 0
 * @param waves how many there are
 * @param restingUntil the begin of the wave under way
 * @param counts devices by status: Queued, InProgress, Completed, Failed, Skipped, Cancelled
 * @param endsPerMinute devices that came to their end in the last minutes, a minute
 * @param estimatedEnd at this rate; null: nobody can say
 * @param failures devices that failed or were left out, by reason; none in lists
 */
@Schema(
    name = "Deployment",
    requiredProperties = {
      "id",
      "name",
      "firmwareId",
      "firmwareName",
      "version",
      "rollsBack",
      "target",
      "plan",
      "status",
      "reason",
      "wave",
      "waves",
      "restingUntil",
      "createdBy",
      "createdAt",
      "startAt",
      "startedAt",
      "endedAt",
      "counts",
      "endsPerMinute",
      "estimatedEnd",
      "failures"
    })
public record DeploymentItem(
    UUID id,
    String name,
    @Schema(nullable = true) @Nullable UUID firmwareId,
    String firmwareName,
    String version,
    @Schema(nullable = true) @Nullable UUID rollsBack,
    DeploymentSelection target,
    DeploymentPlan plan,
    @Schema(
            enumeration = {
              "scheduled",
              "running",
              "paused",
              "cancelling",
              "completed",
              "failed",
              "cancelled"
            })
        String status,
    @Schema(nullable = true) @Nullable String reason,
    int wave,
    int waves,
    @Schema(nullable = true, format = "date-time") @Nullable String restingUntil,
    String createdBy,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String startAt,
    @Schema(nullable = true, format = "date-time") @Nullable String startedAt,
    @Schema(nullable = true, format = "date-time") @Nullable String endedAt,
    Map<String, Integer> counts,
    double endsPerMinute,
    @Schema(nullable = true, format = "date-time") @Nullable String estimatedEnd,
    List<DeploymentItem.Failures> failures) {

  /**
   * Devices with the same fate for the same reason.
   *
   * @param examples some of their ids
   */
  @Schema(
      name = "DeploymentFailures",
      requiredProperties = {"status", "reason", "devices", "examples"})
  public record Failures(
      @Schema(enumeration = {"Failed", "Skipped"}) String status,
      String reason,
      int devices,
      List<String> examples) {

    private static Failures of(FailureGroup group) {
      return new Failures(group.status().wire(), group.reason(), group.devices(), group.examples());
    }
  }

  static DeploymentItem of(DeploymentState state) {
    Deployment deployment = state.deployment();
    Map<String, Integer> counts = new TreeMap<>();
    for (UpdateStatus status : UpdateStatus.values()) {
      counts.put(status.wire(), state.counts().of(status));
    }
    return new DeploymentItem(
        deployment.id(),
        deployment.name(),
        deployment.firmwareId(),
        deployment.firmwareName(),
        deployment.version(),
        deployment.rollsBack(),
        DeploymentSelection.of(deployment.target()),
        DeploymentPlan.of(deployment.plan()),
        deployment.status().wire(),
        deployment.reason(),
        deployment.wave(),
        deployment.waves(),
        AlertItem.text(deployment.restingUntil()),
        deployment.createdBy(),
        deployment.createdAt().toString(),
        deployment.startAt().toString(),
        AlertItem.text(deployment.startedAt()),
        AlertItem.text(deployment.endedAt()),
        counts,
        state.endsPerMinute(),
        AlertItem.text(state.estimatedEnd()),
        state.failures().stream().map(Failures::of).toList());
  }
}
