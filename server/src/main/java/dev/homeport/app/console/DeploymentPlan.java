package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.update.deployment.MaintenanceWindow;
import dev.homeport.update.deployment.RolloutPlan;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a version goes out. What is left out has a default.
 *
 * @param canary how many devices go first; default 0
 * @param waves percent of the devices that are in after each wave, growing; default all at once
 * @param maxConcurrent how many are at it at the same time; default 1000
 * @param pauseSeconds between two waves; default 0
 * @param observationSeconds how long a device has to stay connected and not critical; default 0
 * @param failurePercent of the devices so far, at which it pauses by itself; default 10
 * @param timeoutSeconds of a device, once it has the order; default 3600
 * @param patienceSeconds how long a device that is away is waited for; default a week
 * @param retries after a device's first try; default 2
 * @param backOffSeconds before its first retry, doubled with each; default 60
 * @param window when devices may be told, in their time; default always
 * @param delivery default method
 * @param includeLate whether devices that join later are included; default no
 * @param allowDowngrade whether devices with a newer version get the older one; default no
 */
public record DeploymentPlan(
    @Nullable Integer canary,
    @Nullable List<Integer> waves,
    @Nullable Integer maxConcurrent,
    @Nullable Integer pauseSeconds,
    @Nullable Integer observationSeconds,
    @Nullable Integer failurePercent,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer patienceSeconds,
    @Nullable Integer retries,
    @Nullable Integer backOffSeconds,
    @Schema(nullable = true) @Nullable DeploymentWindow window,
    @Schema(enumeration = {"method", "twin", "message", "azure"}) @Nullable String delivery,
    @Nullable Boolean includeLate,
    @Nullable Boolean allowDowngrade) {

  static DeploymentPlan of(RolloutPlan plan) {
    MaintenanceWindow window = plan.window();
    return new DeploymentPlan(
        plan.canary(),
        plan.waves(),
        plan.maxConcurrent(),
        plan.pauseSeconds(),
        plan.observationSeconds(),
        plan.failurePercent(),
        plan.timeoutSeconds(),
        plan.patienceSeconds(),
        plan.retries(),
        plan.backOffSeconds(),
        window == null ? null : new DeploymentWindow(window.days(), window.from(), window.to()),
        plan.delivery().name().toLowerCase(Locale.ROOT),
        plan.includeLate(),
        plan.allowDowngrade());
  }

  RolloutPlan plan() {
    RolloutPlan usual = RolloutPlan.DEFAULT;
    List<Integer> wanted = waves == null || waves.isEmpty() ? usual.waves() : waves;
    if (wanted.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a wave's percent is null");
    }
    return new RolloutPlan(
        or(canary, usual.canary()),
        wanted,
        or(maxConcurrent, usual.maxConcurrent()),
        or(pauseSeconds, usual.pauseSeconds()),
        or(observationSeconds, usual.observationSeconds()),
        or(failurePercent, usual.failurePercent()),
        or(timeoutSeconds, usual.timeoutSeconds()),
        or(patienceSeconds, usual.patienceSeconds()),
        or(retries, usual.retries()),
        or(backOffSeconds, usual.backOffSeconds()),
        window == null ? null : window.window(),
        delivery == null ? usual.delivery() : delivery(delivery),
        includeLate != null && includeLate,
        allowDowngrade != null && allowDowngrade);
  }

  private static int or(@Nullable Integer value, int usual) {
    return value == null ? usual : value;
  }

  private static RolloutPlan.Delivery delivery(String word) {
    for (RolloutPlan.Delivery delivery : RolloutPlan.Delivery.values()) {
      if (delivery.name().toLowerCase(Locale.ROOT).equals(word)) {
        return delivery;
      }
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, "delivery is method, twin, message or azure");
  }
}
