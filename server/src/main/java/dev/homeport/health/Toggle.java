package dev.homeport.health;

import org.jspecify.annotations.Nullable;

/**
 * Whether a value is beyond one limit, without nervousness. It has to be beyond for some time to
 * count, and back by the hysteresis for as long to count no more:
 *
 * <pre>
 *   off ──beyond──→ rising ──for the hold──→ on
 *    ↑                │                       │ back by the hysteresis
 *    │←───back────────┘                       ↓
 *    └──────for the hold, or the calm──── falling ──beyond──→ on
 * </pre>
 *
 * Each turn adds heat, which cools down by half in {@link #HALF_LIFE_MILLIS}. A toggle that is
 * {@link #HOT} falls only after {@link #CALM_MILLIS}: whoever looks sees one long trouble rather
 * than many short ones. It rises as fast as ever. Confined to one thread.
 */
final class Toggle {

  static final long HALF_LIFE_MILLIS = 5 * 60_000;
  static final long CALM_MILLIS = 5 * 60_000;

  /** Three turns in a short time. */
  static final double HOT = 2.5;

  private static final long STEADY = Long.MIN_VALUE;

  private boolean on;
  private long turningSince = STEADY;
  private double heat;
  private long heatAt;

  /** One that is off. */
  Toggle() {}

  /** A toggle as {@link #memory} tells of it. */
  Toggle(Memory memory) {
    on = memory.on();
    turningSince = memory.turningSince() == null ? STEADY : memory.turningSince();
    heat = memory.heat();
    heatAt = memory.heatAt();
  }

  /** What outlives a restart. */
  record Memory(boolean on, @Nullable Long turningSince, double heat, long heatAt) {
    /** Of a toggle that is off and was never on. */
    static final Memory REST = new Memory(false, null, 0, 0);
  }

  Memory memory() {
    return new Memory(on, turningSince == STEADY ? null : turningSince, heat, heatAt);
  }

  boolean isOn() {
    return on;
  }

  /** Takes a value of a moment, in milliseconds since 1970. */
  void take(long at, double value, Direction direction, double limit, double slack, long hold) {
    boolean beyond = direction.isBeyond(value, limit, on ? slack : 0);
    if (beyond == on) {
      turningSince = STEADY;
      return;
    }
    if (turningSince == STEADY) {
      turningSince = at;
    }
    if (at - turningSince >= (on && isHot(turningSince) ? Math.max(hold, CALM_MILLIS) : hold)) {
      turn(at);
    }
  }

  /** Begins anew with a value, whatever there was: the limit is another one. */
  void set(double value, Direction direction, double limit) {
    on = direction.isBeyond(value, limit, 0);
    turningSince = STEADY;
  }

  private void turn(long at) {
    heat = heat(at) + 1;
    heatAt = at;
    on = !on;
    turningSince = STEADY;
  }

  private boolean isHot(long at) {
    return heat(at) >= HOT;
  }

  private double heat(long at) {
    return heat == 0
        ? 0
        : heat * Math.pow(0.5, Math.max(0, at - heatAt) / (double) HALF_LIFE_MILLIS);
  }
}
