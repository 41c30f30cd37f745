package dev.homeport.app.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Keeps those who prove nothing from filling the audit log: of an address, {@link #PER_MINUTE}
 * calls a minute are recorded one by one, the rest by their number with the next one that is.
 * Remembers the latest {@link #MAX_ADDRESSES} addresses. Thread-safe.
 */
final class StrangerLimit {

  static final int PER_MINUTE = 30;
  static final int MAX_ADDRESSES = 10_000;

  private static final Duration SPAN = Duration.ofMinutes(1);

  private record Calls(Instant begin, int recorded, int leftOut) {}

  private final Clock clock;
  private final Map<String, Calls> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Calls> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  StrangerLimit(Clock clock) {
    this.clock = clock;
  }

  /** How many were left out before this call; empty when it is left out, too. */
  synchronized OptionalInt admit(String address) {
    Instant now = clock.instant();
    Calls calls = byAddress.get(address);
    if (calls == null || !now.isBefore(calls.begin().plus(SPAN))) {
      byAddress.put(address, new Calls(now, 1, 0));
      return OptionalInt.of(calls == null ? 0 : calls.leftOut());
    }
    if (calls.recorded() < PER_MINUTE) {
      byAddress.put(address, new Calls(calls.begin(), calls.recorded() + 1, 0));
      return OptionalInt.of(0);
    }
    byAddress.put(address, new Calls(calls.begin(), calls.recorded(), calls.leftOut() + 1));
    return OptionalInt.empty();
  }
}
