package dev.homeport.agent.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A device's made-up sensors: values that drift slowly, as real ones do.
 *
 * <p>CPU, memory and signal strength wander around a level of their own; the battery drains in
 * about eight hours and charges in about two; the temperature follows the sun at the device's
 * longitude; the device roams within a few kilometres of home. The same random source gives the
 * same signals. Confined to one thread.
 */
final class Signals {
  private static final double DRAIN_PERCENT_PER_HOUR = 12;
  private static final double CHARGE_PERCENT_PER_HOUR = 45;
  private static final double LOW_BATTERY = 15;
  private static final double FULL = 100;
  private static final double DRAINED_TO = 4;
  private static final double DRAINING = 2 / 3.0;
  private static final double ROAM_DEGREES = 0.03;
  private static final double DAY_SWING = 6;

  private final RandomGenerator random;
  private final Location home;
  private final Wander cpu;
  private final Wander memory;
  private final Wander signal;
  private final Wander weather;
  private final Wander north;
  private final Wander east;
  private double battery;
  private @Nullable Drain drain;
  private boolean charging;
  private Instant last;

  Signals(RandomGenerator random, Location home, Instant start) {
    this.random = random;
    this.home = home;
    cpu = new Wander(random.nextDouble(12, 45), 2, 97, 4.0);
    memory = new Wander(random.nextDouble(35, 70), 15, 96, 1.2);
    signal = new Wander(random.nextDouble(-88, -58), -112, -44, 1.5);
    weather = new Wander(0, -4, 4, 0.15);
    north = new Wander(0, -ROAM_DEGREES, ROAM_DEGREES, ROAM_DEGREES / 40);
    east = new Wander(0, -ROAM_DEGREES, ROAM_DEGREES, ROAM_DEGREES / 40);
    battery = random.nextDouble(30, 100);
    charging = random.nextInt(4) == 0;
    last = start;
  }

  Reading next(Instant now, String firmware) {
    flowBattery(now);
    last = now;
    return new Reading(
        round(cpu.step(), 1),
        round(memory.step(), 1),
        round(battery, 1),
        (int) Math.round(signal.step()),
        round(dayCurve(now) + weather.step(), 1),
        new Location(
            round(home.latitude() + north.step(), 5), round(home.longitude() + east.step(), 5)),
        firmware);
  }

  /**
   * From the next reading on, the battery runs down in two thirds of a time, to {@value
   * #DRAINED_TO} percent, and is charged in the last one.
   */
  void drain(Duration time) {
    drain = new Drain(time, null, 0);
  }

  /**
   * @param start null before the first reading
   */
  private record Drain(Duration time, @Nullable Instant start, double level) {}

  private double scripted(Drain script, Instant start, Instant now) {
    double passed = Duration.between(start, now).toMillis() / (double) script.time().toMillis();
    if (passed >= 1) {
      drain = null;
      charging = false;
      return FULL;
    }
    return passed < DRAINING
        ? script.level() + (DRAINED_TO - script.level()) * passed / DRAINING
        : DRAINED_TO + (FULL - DRAINED_TO) * (passed - DRAINING) / (1 - DRAINING);
  }

  private void flowBattery(Instant now) {
    Drain script = drain;
    if (script != null) {
      if (script.start() == null) {
        script = new Drain(script.time(), now, battery);
        drain = script;
      }
      battery = scripted(script, Objects.requireNonNull(script.start()), now);
      return;
    }
    double hours = Math.max(0, Duration.between(last, now).toMillis() / 3_600_000.0);
    double flow = charging ? CHARGE_PERCENT_PER_HOUR : -DRAIN_PERCENT_PER_HOUR;
    battery = Math.clamp(battery + flow * hours * random.nextDouble(0.8, 1.2), 0, FULL);
    if (battery >= FULL) {
      charging = false;
    } else if (battery <= LOW_BATTERY) {
      charging = true;
    }
  }

  /**
   * Coldest at four, warmest at four in the afternoon of the local solar time; cooler away from the
   * equator.
   */
  private double dayCurve(Instant now) {
    double utcHours = LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay() / 3600.0;
    double solarHours = utcHours + home.longitude() / 15;
    double mean = 27 - Math.abs(home.latitude()) * 0.3;
    return mean + DAY_SWING * Math.cos((solarHours - 16) / 24 * 2 * Math.PI);
  }

  private static double round(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }

  /** A random walk that is pulled back to its level and never leaves its bounds. */
  private final class Wander {
    private static final double PULL = 0.05;

    private final double level;
    private final double low;
    private final double high;
    private final double stride;
    private double value;

    Wander(double level, double low, double high, double stride) {
      this.level = level;
      this.low = low;
      this.high = high;
      this.stride = stride;
      value = level;
    }

    double step() {
      value += (level - value) * PULL + random.nextGaussian() * stride;
      value = Math.clamp(value, low, high);
      return value;
    }
  }
}
