package dev.homeport.benchmarks;

import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import dev.homeport.agent.TrustedAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long reports about many devices take, and what memory the server needs for them. */
@Command(
    name = "reports",
    mixinStandardHelpOptions = true,
    description = "Loads twins into a started server's database and downloads reports about them.")
final class ReportLoad implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final List<String> FILES =
      List.of(
          "inventory.xlsx?tag=region&tag=customer.tier",
          "inventory.csv?tag=region&tag=customer.tier",
          "outdated.xlsx",
          "compliance.xlsx",
          "provisioning.xlsx");

  @Option(names = "--hub-connection-string", defaultValue = "${env:IOTHUB_CONNECTION_STRING}")
  String hubConnectionString = "";

  @Option(names = "--ca-file", defaultValue = "${env:HOMEPORT_CA_FILE}")
  Path caFile = Path.of("ca.pem");

  @Option(names = "--database-url", defaultValue = "${env:HOMEPORT_DATABASE_URL}")
  String databaseUrl = "";

  @Option(names = "--database-user", defaultValue = "${env:HOMEPORT_DATABASE_USERNAME}")
  String databaseUser = "";

  @Option(names = "--database-password", defaultValue = "${env:HOMEPORT_DATABASE_PASSWORD}")
  @Nullable String databasePassword;

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
    HubConnectionString hub = HubConnectionString.parse(hubConnectionString);
    try (HttpClient http =
            HttpClient.newBuilder().sslContext(TrustedAuthority.sslContext(caFile)).build();
        Connection connection =
            DriverManager.getConnection(databaseUrl, databaseUser, databasePassword)) {
      TwinFleet fleet = new TwinFleet(connection);
      fleet.clear();
      fleet.load(devices);
      long before = resident();
      say("| Report about %,d devices | MB | median, s | slowest, s |".formatted(devices));
      say("| --- | --- | --- | --- |");
      long peak = before;
      for (String file : FILES) {
        peak = Math.max(peak, measure(http, hub, file));
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
  private long measure(HttpClient http, HubConnectionString hub, String file)
      throws IOException, InterruptedException {
    double[] seconds = new double[rounds];
    double slowest = 0;
    long bytes = 0;
    long peak = 0;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      bytes = download(http, hub, file);
      seconds[round] = (System.nanoTime() - begin) / 1e9;
      slowest = Math.max(slowest, seconds[round]);
      peak = Math.max(peak, resident());
    }
    say(
        String.format(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.1f |",
            file.replaceAll("\\?.*", ""),
            bytes / 1e6,
            Figures.median(seconds),
            slowest));
    return peak;
  }

  private static long download(HttpClient http, HubConnectionString hub, String file)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + hub.hostName() + "/api/v1/reports/" + file))
            .timeout(LIMIT)
            .header(
                "Authorization",
                SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))))
            .build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the server answered "
                + answer.statusCode()
                + ": "
                + new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private long resident() throws IOException {
    return serverPid == 0 ? 0 : Figures.residentMegabytes(serverPid);
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }
}
