package dev.homeport.benchmarks;

import java.io.IOException;

/** What the rounds of one call took, in seconds. */
record Rounds(double median, double slowest) {

  /** Something that is measured. */
  interface Call {
    void make() throws IOException, InterruptedException;
  }

  static Rounds of(int rounds, Call call) throws IOException, InterruptedException {
    double[] seconds = new double[rounds];
    double slowest = 0;
    for (int round = 0; round < rounds; round++) {
      seconds[round] = seconds(call);
      slowest = Math.max(slowest, seconds[round]);
    }
    return new Rounds(Figures.median(seconds), slowest);
  }

  static double seconds(Call call) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    call.make();
    return (System.nanoTime() - begin) / 1e9;
  }

  double medianMillis() {
    return median * 1e3;
  }

  double slowestMillis() {
    return slowest * 1e3;
  }
}
