package dev.homeport.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The median over some rounds of p50, p99 and p99.9, in milliseconds. */
final class Latency {

  private static final double[] PERCENTILES = {50, 99, 99.9};

  private final double[][] millis;

  Latency(int rounds) {
    millis = new double[PERCENTILES.length][rounds];
  }

  void add(int round, Histogram micros) {
    for (int i = 0; i < PERCENTILES.length; i++) {
      millis[i][round] = Figures.millis(micros, PERCENTILES[i]);
    }
  }

  /** As a cell of a table has it: {@code 1.8 / 9.2 / 18.8}. */
  @Override
  public String toString() {
    return Arrays.stream(millis)
        .map(rounds -> String.format(Locale.ROOT, "%.1f", Figures.median(rounds)))
        .collect(Collectors.joining(" / "));
  }
}
