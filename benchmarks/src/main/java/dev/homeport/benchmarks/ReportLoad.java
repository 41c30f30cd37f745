package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long reports about many devices take, and what memory the server needs for them. */
@Command(
    name = "reports",
    mixinStandardHelpOptions = true,
    description = "Loads twins into a started server's database and downloads reports about them.")
final class ReportLoad implements Callable<Integer> {

  private static final List<String> FILES =
      List.of(
          "inventory.xlsx?tag=region&tag=customer.tier",
          "inventory.csv?tag=region&tag=customer.tier",
          "outdated.xlsx",
          "compliance.xlsx",
          "provisioning.xlsx");

  @Mixin HubOptions hubOptions = new HubOptions();

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--server-pid", description = "process whose memory is looked at")
  long serverPid;

  @Option(names = "--devices")
  int devices = 100_000;

  @Option(names = "--rounds")
  int rounds = 3;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final StringBuilder report = new StringBuilder();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    MarkedFile table = out == null ? null : new MarkedFile(out, "reports");
    try (HubClient client = hubOptions.client();
        Connection connection = database.connect()) {
      TwinFleet fleet = new TwinFleet(connection);
      fleet.clear();
      fleet.load(devices);
      long before = resident();
      say("| Report about %,d devices | MB | median, s | slowest, s |".formatted(devices));
      say("| --- | --- | --- | --- |");
      long peak = before;
      for (String file : FILES) {
        peak = Math.max(peak, measure(client, file));
      }
      say("");
      say(
          "The server had %,d MB resident before the first report and at most %,d MB at the end of one."
              .formatted(before, peak));
      fleet.clear();
    }
    if (table != null) {
      table.replace(report.toString());
    }
    return 0;
  }

  /** The greatest resident memory at the end of a round. */
  private long measure(HubClient client, String file) throws IOException, InterruptedException {
    AtomicLong bytes = new AtomicLong();
    AtomicLong peak = new AtomicLong();
    Rounds taken =
        Rounds.of(
            rounds,
            () -> {
              bytes.set(client.download("/api/v1/reports/" + file));
              peak.accumulateAndGet(resident(), Math::max);
            });
    say(
        String.format(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.1f |",
            file.replaceAll("\\?.*", ""),
            bytes.get() / 1e6,
            taken.median(),
            taken.slowest()));
    return peak.get();
  }

  private long resident() throws IOException {
    return serverPid == 0 ? 0 : Figures.residentMegabytes(serverPid);
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }
}
