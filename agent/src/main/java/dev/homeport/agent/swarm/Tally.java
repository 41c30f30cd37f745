package dev.homeport.agent.swarm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the devices of a swarm have done so far. Thread-safe. */
final class Tally {

  private final int devices;
  private final long begin = System.nanoTime();
  private final AtomicInteger connecting = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder methods = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private volatile String lastLoss = "";
  private volatile double allConnectedAfter = Double.NaN;

  Tally(int devices) {
    this.devices = devices;
  }

  void connecting() {
    connecting.incrementAndGet();
  }

  void accepted() {
    connecting.decrementAndGet();
    if (connected.incrementAndGet() == devices && Double.isNaN(allConnectedAfter)) {
      allConnectedAfter = seconds();
    }
  }

  /** A connection is over; {@code wasAccepted} tells whether it ever stood. */
  void ended(boolean wasAccepted) {
    (wasAccepted ? connected : connecting).decrementAndGet();
  }

  void lost(String why) {
    losses.increment();
    lastLoss = why;
  }

  void acknowledged() {
    acknowledged.increment();
  }

  void skipped() {
    skipped.increment();
  }

  void methodAnswered() {
    methods.increment();
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  Progress progress() {
    return new Progress(
        seconds(),
        devices,
        connected.get(),
        connecting.get(),
        allConnectedAfter,
        acknowledged.sum(),
        skipped.sum(),
        methods.sum(),
        losses.sum(),
        lastLoss);
  }
}
