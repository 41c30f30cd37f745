package dev.homeport.app.audit;

import dev.homeport.access.MinuteCounts;
import java.time.Clock;
import java.util.OptionalInt;

/**
 * Keeps those who prove nothing from filling the audit log: of an address, {@link #PER_MINUTE}
 * calls a minute are recorded one by one, the rest by their number with the next one that is.
 * Thread-safe.
 */
final class StrangerLimit {

  static final int PER_MINUTE = 30;

  private final MinuteCounts calls;

  StrangerLimit(Clock clock) {
    this.calls = new MinuteCounts(clock);
  }

  /** How many were left out before this call; empty when it is left out, too. */
  OptionalInt admit(String address) {
    MinuteCounts.Counted counted = calls.add(address);
    return counted.now() > PER_MINUTE
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(0, counted.before() - PER_MINUTE));
  }
}
