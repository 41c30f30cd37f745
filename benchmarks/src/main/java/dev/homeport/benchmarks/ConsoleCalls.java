package dev.homeport.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures what the console asks for when it opens its overview and its table of devices. */
final class ConsoleCalls {

  /** What the console shows, and what it asks for. */
  private record Measure(String what, String path) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("overview", "overview"),
          new Measure("map of the world", "overview/map"),
          new Measure("map of a country", "overview/map?west=5.6&south=45&east=16.9&north=55.125"),
          new Measure("devices, first page", "devices?pageSize=50"),
          new Measure(
              "devices, the last active first",
              "devices?pageSize=50&sort=lastActivityTime&order=desc"),
          new Measure("devices, by firmware", "devices?pageSize=50&sort=firmware"),
          new Measure("devices, by connection", "devices?pageSize=50&sort=connectionState"),
          new Measure("devices, disabled only", "devices?pageSize=50&status=disabled"),
          new Measure("devices, part of an id, 11 found", "devices?pageSize=50&search=012345"),
          new Measure("devices, page 10,000", "devices?pageSize=50&page=9999"));

  private final ConsoleClient console;

  ConsoleCalls(ConsoleClient console) {
    this.console = console;
  }

  /**
   * @param cookies of a session
   */
  void measure(String cookies, int rounds, Consumer<String> say)
      throws IOException, InterruptedException {
    say.accept("| The console asks for | first, ms | median, ms | slowest, ms |");
    say.accept("| --- | --- | --- | --- |");
    for (Measure measure : MEASURES) {
      Rounds.Call call =
          () ->
              console.send(
                  console.request("/api/v1/" + measure.path()).header("Cookie", cookies).GET());
      double first = Rounds.seconds(call) * 1e3;
      Rounds later = Rounds.of(rounds, call);
      say.accept(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f |",
              measure.what(),
              first,
              later.medianMillis(),
              Math.max(first, later.slowestMillis())));
    }
  }
}
