package dev.homeport.provisioning;

import java.time.Clock;

/** Lets so many registrations begin in each second on this node, and no more. Thread-safe. */
final class Throttle {

  private final Clock clock;
  private final int perSecond;
  private long second;
  private int begun;

  Throttle(Clock clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  synchronized boolean admit() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      begun = 0;
    }
    if (begun >= perSecond) {
      return false;
    }
    begun++;
    return true;
  }
}
