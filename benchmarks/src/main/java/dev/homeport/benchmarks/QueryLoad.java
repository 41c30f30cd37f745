package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures queries over many twins, and the console's calls, through a started hub's REST API. */
@Command(
    name = "queries",
    mixinStandardHelpOptions = true,
    description = "Loads twins into a started hub's database and measures queries over them.")
final class QueryLoad implements Callable<Integer> {

  private static final String INDEXED = "properties.reported.battery";
  private static final String FINE = "properties.reported.uptime";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is asked. */
  private record Measure(String what, String query) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("one device by its id", "SELECT * FROM devices WHERE deviceId = '%s'"),
          new Measure(
              "a tag, 1 twin in " + TwinFleet.RARE,
              "SELECT * FROM devices WHERE tags.batch = 'b-77'"),
          new Measure(
              "two tags and a reported number",
              "SELECT * FROM devices WHERE tags.batch IN ['b-77', 'b-78'] AND tags.region != 'DE'"
                  + " AND properties.reported.temperature > 20"),
          new Measure(
              "a tag that 1 twin in 8 has", "SELECT * FROM devices WHERE tags.region = 'JP'"),
          new Measure(
              "an indexed reported number, equal",
              "SELECT deviceId FROM devices WHERE " + INDEXED + " = 7"),
          new Measure(
              "an indexed reported number, a range that 1 twin in 10,000 is in",
              "SELECT deviceId FROM devices WHERE " + FINE + " < 1000"),
          new Measure(
              "an indexed reported number, a range that 1 twin in 50 is in",
              "SELECT deviceId FROM devices WHERE " + INDEXED + " < 2"),
          new Measure("all twins, first page", "SELECT * FROM devices"),
          new Measure(
              "GROUP BY a reported string, over all",
              "SELECT properties.reported.firmware.version AS version, COUNT() AS n FROM devices"
                  + " GROUP BY properties.reported.firmware.version"),
          new Measure(
              "GROUP BY a tag with an average, over all",
              "SELECT tags.region AS region, COUNT() AS n,"
                  + " AVG(properties.reported.temperature) AS mean FROM devices"
                  + " GROUP BY tags.region"),
          new Measure("COUNT over all", "SELECT COUNT() AS n FROM devices"));

  @Mixin HubOptions hubOptions = new HubOptions();

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Mixin ConsoleOptions consoleOptions = new ConsoleOptions();

  @Option(names = "--twins")
  int twins = 1_000_000;

  @Option(names = "--rounds")
  int rounds = 9;

  @Option(names = "--keep", description = "leave the twins, or use those that are there")
  boolean keep;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final StringBuilder report = new StringBuilder();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    MarkedFile table = out == null ? null : new MarkedFile(out, "queries");
    try (HubClient client = hubOptions.client();
        Connection connection = database.connect()) {
      TwinFleet fleet = new TwinFleet(connection);
      if (!keep || count(connection) != twins) {
        fleet.clear();
        Instant begin = Instant.now();
        fleet.load(twins);
        System.out.printf(
            Locale.ROOT,
            "%,d twins loaded in %d s%n",
            twins,
            Duration.between(begin, Instant.now()).toSeconds());
      }
      for (String path : List.of(INDEXED, FINE)) {
        post(client, "/devices/query/indexes", "{\"path\":\"" + path + "\"}");
      }
      say("| Query over %,d twins of 2 KB | items | median, ms | slowest, ms |".formatted(twins));
      say("| --- | --- | --- | --- |");
      for (Measure measure : MEASURES) {
        say(row(client, measure));
      }
      say("");
      ConsoleClient console = consoleOptions.client(hubOptions.trust());
      new ConsoleCalls(console).measure(consoleOptions.signIn(console), rounds, this::say);
      if (!keep) {
        fleet.clear();
      }
    }
    if (table != null) {
      table.replace(report.toString());
    }
    return 0;
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*) FROM identity WHERE device_id LIKE '" + TwinFleet.PREFIX + "%'")) {
      result.next();
      return result.getLong(1);
    }
  }

  private String row(HubClient client, Measure measure) throws IOException, InterruptedException {
    String body = "{\"query\":\"" + measure.query().formatted(TwinFleet.id(twins / 2)) + "\"}";
    String answer = post(client, "/devices/query", body);
    Rounds taken = Rounds.of(rounds, () -> post(client, "/devices/query", body));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f |",
        measure.what(),
        items(answer),
        taken.medianMillis(),
        taken.slowestMillis());
  }

  private static int items(String answer) throws IOException {
    return JSON.readTree(answer).size();
  }

  private static String post(HubClient client, String path, String body)
      throws IOException, InterruptedException {
    return client.call(
        "POST", path + "?api-version=2021-04-12", HttpRequest.BodyPublishers.ofString(body));
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }
}
