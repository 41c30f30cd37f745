package dev.homeport.agent.swarm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Spaces the connects of a swarm: first come, first served, at most so many a second and so many
 * under way. Whoever asked waits for {@link #tick}. Thread-safe.
 */
final class ConnectPace {

  /** What is not used of a tenth of a second is not made up for. */
  private static final double BURST_SECONDS = 0.1;

  private final int perSecond;
  private final int atATime;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private double allowance;
  private long last;
  private int underWay;

  /**
   * @param now of {@link System#nanoTime}, as for each tick
   */
  ConnectPace(int perSecond, int atATime, long now) {
    this.perSecond = perSecond;
    this.atATime = atATime;
    this.last = now;
  }

  /** Has {@code connect} run in its turn; each one that ran is owed a {@link #finished}. */
  synchronized void request(Runnable connect) {
    waiting.add(connect);
  }

  /** One that was under way is accepted or has failed. */
  synchronized void finished() {
    underWay--;
  }

  /** Runs those whose turn it is. */
  void tick(long now) {
    due(now).forEach(Runnable::run);
  }

  private synchronized List<Runnable> due(long now) {
    double earned = (now - last) / 1e9 * perSecond;
    allowance = Math.min(allowance + earned, Math.max(1, perSecond * BURST_SECONDS));
    last = now;
    List<Runnable> due = new ArrayList<>();
    while (allowance >= 1 && underWay < atATime) {
      Runnable next = waiting.poll();
      if (next == null) {
        break;
      }
      due.add(next);
      allowance--;
      underWay++;
    }
    return due;
  }
}
