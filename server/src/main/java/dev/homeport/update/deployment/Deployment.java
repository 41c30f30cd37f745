package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.update.firmware.VersionOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollout.
 *
 * @param firmwareId null for a roll-back, where each device has its own, and when it was deleted
 * @param version {@code ""} for a roll-back
 * @param rollsBack the deployment that this one undoes
 * @param reason why it is paused, or failed
 * @param wave the one under way, counted from 0
 * @param waves how many there are
 * @param restingUntil the begin of the next wave
 * @param lookedAt when late joiners were last looked for
 * @param excused the failures in spite of which people went on
 */
public record Deployment(
    UUID id,
    HubName hub,
    String name,
    @Nullable UUID firmwareId,
    String firmwareName,
    String version,
    @Nullable UUID rollsBack,
    DeploymentTarget target,
    RolloutPlan plan,
    DeploymentStatus status,
    @Nullable String reason,
    int wave,
    int waves,
    @Nullable Instant restingUntil,
    @Nullable Instant lookedAt,
    int excused,
    String createdBy,
    Instant createdAt,
    Instant startAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant updatedAt) {

  /**
   * What is expected of a device.
   *
   * @param target the version that this device is to run
   */
  UpdateRules rules(String target, VersionOrder order) {
    return new UpdateRules(
        target,
        order,
        plan.retries(),
        Duration.ofSeconds(plan.backOffSeconds()),
        Duration.ofSeconds(plan.timeoutSeconds()),
        Duration.ofSeconds(plan.patienceSeconds()),
        Duration.ofSeconds(plan.observationSeconds()));
  }

  /** Who is in is known. */
  Deployment begun(int waveCount, Instant now) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        DeploymentStatus.RUNNING,
        null,
        0,
        waveCount,
        null,
        now,
        excused,
        createdBy,
        createdAt,
        startAt,
        now,
        endedAt,
        now);
  }

  Deployment to(DeploymentStatus next, @Nullable String why, Instant now) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        next,
        why,
        wave,
        waves,
        restingUntil,
        lookedAt,
        excused,
        createdBy,
        createdAt,
        startAt,
        startedAt,
        endedAt,
        now);
  }

  /** People go on in spite of so many failures. */
  Deployment resumed(int failures, Instant now) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        DeploymentStatus.RUNNING,
        null,
        wave,
        waves,
        restingUntil,
        lookedAt,
        failures,
        createdBy,
        createdAt,
        startAt,
        startedAt,
        endedAt,
        now);
  }

  Deployment looked(Instant now) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        status,
        reason,
        wave,
        waves,
        restingUntil,
        now,
        excused,
        createdBy,
        createdAt,
        startAt,
        startedAt,
        endedAt,
        updatedAt);
  }

  Deployment inWave(int next, Instant begin) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        status,
        reason,
        next,
        waves,
        begin,
        lookedAt,
        excused,
        createdBy,
        createdAt,
        startAt,
        startedAt,
        endedAt,
        updatedAt);
  }

  Deployment over(DeploymentStatus end, @Nullable String why, Instant now) {
    return new Deployment(
        id,
        hub,
        name,
        firmwareId,
        firmwareName,
        version,
        rollsBack,
        target,
        plan,
        end,
        why,
        wave,
        waves,
        restingUntil,
        lookedAt,
        excused,
        createdBy,
        createdAt,
        startAt,
        startedAt,
        now,
        now);
  }
}
