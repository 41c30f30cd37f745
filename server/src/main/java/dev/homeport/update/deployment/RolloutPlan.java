package dev.homeport.update.deployment;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a version goes out.
 *
 * @param canary how many devices go first, before all percentages; 0: none
 * @param waves percent of the devices that are in after each wave, growing; the last is always 100
 * @param maxConcurrent how many are at it at the same time
 * @param pauseSeconds between the end of a wave and the begin of the next
 * @param observationSeconds how long a device has to stay connected and not critical afterwards
 * @param failurePercent of the devices in the waves so far that fail, at which it pauses by itself
 * @param timeoutSeconds from a device's taking the order to its end
 * @param patienceSeconds how long the order waits in the twin of a device that is away
 * @param retries after a device's first try
 * @param backOffSeconds before a device's first retry; it doubles with each
 * @param window when devices may be told; null: always
 * @param delivery how devices that are connected are told
 * @param includeLate whether devices that meet the target later are included, until it is cancelled
 * @param allowDowngrade whether devices with a newer version get the older one
 */
public record RolloutPlan(
    int canary,
    List<Integer> waves,
    int maxConcurrent,
    int pauseSeconds,
    int observationSeconds,
    int failurePercent,
    int timeoutSeconds,
    int patienceSeconds,
    int retries,
    int backOffSeconds,
    @Nullable MaintenanceWindow window,
    Delivery delivery,
    boolean includeLate,
    boolean allowDowngrade) {

  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;

  /** How a device that is connected gets its order. */
  public enum Delivery {
    /** The direct method {@code startUpdate}. */
    METHOD,
    /** The desired property {@code firmware}. */
    TWIN,
    /** A message to the device with the application property {@code command=startUpdate}. */
    MESSAGE,
    /**
     * The desired property {@code deviceUpdate}, for agents of Azure Device Update, connected or
     * not.
     */
    AZURE
  }

  /** All at once, watched by nobody but the failure threshold. */
  public static final RolloutPlan DEFAULT =
      new RolloutPlan(
          0,
          List.of(100),
          1_000,
          0,
          0,
          10,
          3_600,
          WEEK,
          2,
          60,
          null,
          Delivery.METHOD,
          false,
          false);

  public RolloutPlan {
    require(canary, 0, 1_000_000, "canary");
    require(maxConcurrent, 1, 100_000, "maxConcurrent");
    require(pauseSeconds, 0, WEEK, "pauseSeconds");
    require(observationSeconds, 0, DAY, "observationSeconds");
    require(failurePercent, 1, 100, "failurePercent");
    require(timeoutSeconds, 1, WEEK, "timeoutSeconds");
    require(patienceSeconds, 1, 90 * DAY, "patienceSeconds");
    require(retries, 0, 20, "retries");
    require(backOffSeconds, 1, DAY, "backOffSeconds");
    require(waves.size(), 0, 50, "the number of waves");
    int before = 0;
    for (int percent : waves) {
      require(percent, before + 1, 100, "a wave's percent");
      before = percent;
    }
    waves = List.copyOf(waves);
  }

  /** Whether its devices are agents of Azure Device Update. */
  boolean isAzure() {
    return delivery == Delivery.AZURE;
  }

  private static void require(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "%s is between %d and %d, not %d".formatted(name, least, most, value));
    }
  }

  /** How many of {@code devices} are in after each wave, the last with all of them. */
  int[] bounds(int devices) {
    int[] bounds = new int[waves.size() + 2];
    int count = 0;
    int reached = Math.min(canary, devices);
    if (reached > 0) {
      bounds[count++] = reached;
    }
    for (int percent : waves) {
      int next = (int) Math.ceilDiv((long) devices * percent, 100L);
      if (next > reached) {
        bounds[count++] = next;
        reached = next;
      }
    }
    if (reached < devices || count == 0) {
      bounds[count++] = devices;
    }
    return java.util.Arrays.copyOf(bounds, count);
  }

  /** How many failures among {@code devices} are too many. */
  int failureLimit(int devices) {
    return (int) Math.max(1, Math.ceilDiv((long) devices * failurePercent, 100L));
  }

  /** The same care for each device, but for all of them at once, and back in versions. */
  RolloutPlan forRollBack() {
    return new RolloutPlan(
        0,
        List.of(100),
        maxConcurrent,
        0,
        observationSeconds,
        100,
        timeoutSeconds,
        patienceSeconds,
        retries,
        backOffSeconds,
        null,
        delivery,
        false,
        true);
  }

  Duration pause() {
    return Duration.ofSeconds(pauseSeconds);
  }
}
