package dev.homeport.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long files of manufacturing records take, and searches of those that are there. */
@Command(
    name = "records",
    mixinStandardHelpOptions = true,
    description = "Imports manufacturing records into a started server and removes them again.")
final class RecordLoad implements Callable<Integer> {

  private static final String PREFIX = "BENCH-";

  @Mixin HubOptions hubOptions = new HubOptions();

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--rows")
  int rows = 100_000;

  @Option(names = "--rounds")
  int rounds = 3;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final StringBuilder report = new StringBuilder();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    MarkedFile table = out == null ? null : new MarkedFile(out, "records");
    try (HubClient client = hubOptions.client();
        Connection connection = database.connect()) {
      say("| %,d manufacturing records | median, s | slowest, s |".formatted(rows));
      say("| --- | --- | --- |");
      double[] fresh = new double[rounds];
      double slowest = 0;
      for (int round = 0; round < rounds; round++) {
        clear(connection);
        fresh[round] = Rounds.seconds(() -> load(client, "Acme"));
        slowest = Math.max(slowest, fresh[round]);
      }
      row("import of new ones", Figures.median(fresh), slowest);
      row("import of the same file again", Rounds.of(rounds, () -> load(client, "Acme")));
      int[] change = new int[1];
      row(
          "import that changes them all",
          Rounds.of(rounds, () -> load(client, "Customer " + change[0]++)));
      row("a page", Rounds.of(rounds, () -> page(client, "")));
      row("a page of a search", Rounds.of(rounds, () -> page(client, "&search=4711")));
      clear(connection);
    }
    if (table != null) {
      table.replace(report.toString());
    }
    return 0;
  }

  private void load(HubClient client, String customer) throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder("serial,mac,model,hardwareRevision,customer,order\n");
    for (int i = 0; i < rows; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s%07d,%012x,TX-100,C,%s,Order %d%n",
              PREFIX,
              i,
              0x1000_0000_0000L + i,
              customer,
              i / 100));
    }
    client.call(
        "POST", "/api/v1/records/import", HttpRequest.BodyPublishers.ofString(csv.toString()));
  }

  private static void page(HubClient client, String search)
      throws IOException, InterruptedException {
    client.download("/api/v1/records?pageSize=50" + search);
  }

  private static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM manufacturing_record WHERE serial LIKE '" + PREFIX + "%'");
      statement.execute("VACUUM ANALYZE manufacturing_record");
    }
  }

  private void row(String what, Rounds taken) {
    row(what, taken.median(), taken.slowest());
  }

  private void row(String what, double median, double slowest) {
    say(String.format(Locale.ROOT, "| %s | %.2f | %.2f |", what, median, slowest));
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }
}
