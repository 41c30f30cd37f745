package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures searches of a long audit log through a started server's REST API. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Fills the empty audit log of a started server and measures searches of it.")
final class AuditSearchLoad implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is looked for. */
  private record Measure(String what, String query) {}

  @Mixin HubOptions hubOptions = new HubOptions();

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--entries")
  int entries = 10_000_000;

  @Option(names = "--rounds")
  int rounds = 9;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final StringBuilder report = new StringBuilder();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    MarkedFile table = out == null ? null : new MarkedFile(out, "audit");
    try (Connection connection = database.connect()) {
      AuditFill fill = new AuditFill(connection);
      long there = fill.count();
      if (there == 0) {
        Instant begin = Instant.now();
        fill.load(entries);
        System.out.printf(
            Locale.ROOT,
            "%,d entries in %d s%n",
            entries,
            Duration.between(begin, Instant.now()).toSeconds());
      } else if (there < entries) {
        System.err.println("the audit log holds other entries, which would stay: take a new one");
        return 1;
      }
    }
    try (HubClient client = hubOptions.client()) {
      search(client);
    }
    if (table != null) {
      table.replace(report.toString());
    }
    return 0;
  }

  private void search(HubClient client) throws IOException, InterruptedException {
    say("| Search of %,d audit entries | found | median, ms | slowest, ms |".formatted(entries));
    say("| --- | --- | --- | --- |");
    for (Measure measure : measures()) {
      say(row(client, measure));
    }
    Instant begin = Instant.now();
    String answer = call(client, "POST", "/verification");
    say("");
    say(
        "`audit verify` took %d s and said `%s`."
            .formatted(
                Duration.between(begin, Instant.now()).toSeconds(),
                JSON.readTree(answer).path("type").asText()));
  }

  private static List<Measure> measures() {
    Instant now = Instant.now();
    String span =
        "from=" + now.minus(Duration.ofDays(200)) + "&to=" + now.minus(Duration.ofDays(199));
    String who = "who=" + AuditFill.person(17);
    return List.of(
        new Measure("the newest", ""),
        new Measure("one day of the past", span),
        new Measure("one person", who),
        new Measure("one person on one day of the past", who + "&" + span),
        new Measure("one action", "action=deleteDevice"),
        new Measure("one person's action", who + "&action=deleteDevice"),
        new Measure("one device", "target=" + AuditFill.target(4711)),
        new Measure("what was denied", "outcome=denied"),
        new Measure("what was denied to one person", who + "&outcome=denied"),
        new Measure(
            "one device's failed method",
            "target=" + AuditFill.target(4711) + "&action=invokeMethod&outcome=failed"),
        new Measure("a text that one entry in 10,000 has", "text=device-0047"),
        new Measure("a text that one entry in 40 has", "text=plant-17"),
        new Measure("a text that no entry has", "text=nobody-knows"),
        new Measure("a person that there is not", "who=nobody"));
  }

  private String row(HubClient client, Measure measure) throws IOException, InterruptedException {
    String query = "?pageSize=50&" + measure.query();
    JsonNode answer = JSON.readTree(call(client, "GET", query));
    Rounds taken = Rounds.of(rounds, () -> call(client, "GET", query));
    int found = answer.path("items").size();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f |",
        measure.what(),
        answer.path("continuation").isNull() ? found : found + " and more",
        taken.medianMillis(),
        taken.slowestMillis());
  }

  private static String call(HubClient client, String method, String rest)
      throws IOException, InterruptedException {
    return client.call(method, "/api/v1/audit" + rest, HttpRequest.BodyPublishers.noBody());
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }
}
