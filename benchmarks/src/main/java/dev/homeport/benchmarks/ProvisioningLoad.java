package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import dev.homeport.agent.TrustedAuthority;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Devices of a group that register by HTTPS, each on a connection of its own and to the end; then
 * pages of a million enrollments.
 */
@Command(
    name = "provisioning",
    mixinStandardHelpOptions = true,
    description = "Measures registrations and enrollment queries of a started server.")
final class ProvisioningLoad implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "bench-group";
  private static final String PREFIX = "bench-";
  private static final int PAGE = 100;
  private static final long LIMIT_SECONDS = 300;

  @Option(
      names = "--connection-string",
      defaultValue = "${env:IOTHUB_PROVISIONING_CONNECTION_STRING}")
  String connectionString = "";

  @Option(names = "--id-scope", defaultValue = "${env:HOMEPORT_ID_SCOPE}")
  String idScope = "";

  @Option(names = "--ca-file", defaultValue = "${env:HOMEPORT_CA_FILE}")
  Path caFile = Path.of("ca.pem");

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--devices")
  int devices = 10_000;

  @Option(names = "--at-a-time", description = "devices that register at the same time")
  int atATime = 500;

  @Option(names = "--enrollments")
  int enrollments = 1_000_000;

  @Option(names = "--pages")
  int pages = 500;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private HttpClient http = HttpClient.newHttpClient();
  private HubConnectionString service = new HubConnectionString("", "", "");

  @Override
  public Integer call() throws Exception {
    MarkedFile marked = out == null ? null : new MarkedFile(out, "provisioning");
    service = HubConnectionString.parse(connectionString);
    http = HttpClient.newBuilder().sslContext(TrustedAuthority.sslContext(caFile)).build();
    String table;
    try (Connection connection = database.connect()) {
      clear(connection);
      table = register() + "\n" + query(connection);
      clear(connection);
    }
    System.out.print(table);
    if (marked != null) {
      marked.replace(table);
    }
    return 0;
  }

  private static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM registration WHERE enrollment_group = '" + GROUP + "'");
      statement.execute("DELETE FROM enrollment WHERE id LIKE '" + PREFIX + "%'");
      statement.execute("DELETE FROM identity WHERE device_id LIKE '" + PREFIX + "%'");
    }
  }

  private String register() throws IOException, InterruptedException {
    JsonNode group =
        JSON.readTree(
            send(
                    "PUT",
                    "/enrollmentGroups/" + GROUP,
                    "{\"attestation\":{\"type\":\"symmetricKey\"},"
                        + "\"initialTwin\":{\"tags\":{\"site\":\"bench\"}}}")
                .body());
    byte[] groupKey =
        Base64.getDecoder().decode(group.at("/attestation/symmetricKey/primaryKey").asText());
    Histogram asked = new ConcurrentHistogram(600_000_000, 3);
    Histogram whole = new ConcurrentHistogram(600_000_000, 3);
    RegisteringDevice.Service registering =
        new RegisteringDevice.Service(
            service.hostName(),
            SslContextBuilder.forClient().trustManager(caFile.toFile()).build(),
            idScope,
            groupKey);
    registerAll(registering, "warm-up-", devices / 5, asked, whole);
    asked.reset();
    whole.reset();
    double seconds = registerAll(registering, "device-", devices, asked, whole);
    return "| Registration over HTTPS | devices | at a time | registrations/s | register: p50 / p99, ms | whole: p50 / p99, ms |\n"
        + "| --- | --- | --- | --- | --- | --- |\n"
        + String.format(
            Locale.ROOT,
            "| symmetric key of a group | %,d | %,d | %,.0f | %.0f / %.0f | %,.0f / %,.0f |%n",
            devices,
            atATime,
            devices / seconds,
            Figures.millis(asked, 50),
            Figures.millis(asked, 99),
            Figures.millis(whole, 50),
            Figures.millis(whole, 99));
  }

  /** Gives the seconds that it took. */
  private double registerAll(
      RegisteringDevice.Service registering,
      String prefix,
      int count,
      Histogram asked,
      Histogram whole)
      throws IOException, InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Semaphore room = new Semaphore(atATime);
    EventLoopGroup loops = Transport.loops(2);
    Bootstrap bootstrap = new Bootstrap().group(loops).channel(Transport.client());
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < count; i++) {
        room.acquire();
        RegisteringDevice.register(bootstrap, registering, PREFIX + prefix + i, i)
            .whenComplete(
                (times, failure) -> {
                  if (failure == null) {
                    asked.recordValue(times.asked());
                    whole.recordValue(times.whole());
                  } else {
                    failures.add(failure);
                  }
                  room.release();
                });
      }
      if (!room.tryAcquire(atATime, LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("devices are still not registered");
      }
      if (!failures.isEmpty()) {
        throw new IOException(
            failures.size() + " of " + count + " devices did not register", failures.peek());
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
  }

  private String query(Connection connection)
      throws IOException, InterruptedException, SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY enrollment (kind, id, etag, enabled, attestation, primary_key, secondary_key,"
                    + " settings, created_at, updated_at) FROM STDIN");
    for (int n = 0; n < enrollments; n++) {
      byte[] line = row(n).getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(line, 0, line.length);
    }
    copy.endCopy();
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) enrollment");
    }
    Histogram micros = new ConcurrentHistogram(600_000_000, 3);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = -pages / 10; i < pages; i++) {
      String after = id(random.nextInt(enrollments - PAGE));
      long begin = System.nanoTime();
      HttpResponse<String> answer =
          send(
              "POST",
              "/enrollments/query",
              "{\"query\":\"SELECT * FROM enrollments\"}",
              "x-ms-max-item-count",
              String.valueOf(PAGE),
              "x-ms-continuation",
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(after.getBytes(StandardCharsets.UTF_8)));
      if (i >= 0) {
        micros.recordValue((System.nanoTime() - begin) / 1_000);
      }
      if (JSON.readTree(answer.body()).size() != PAGE) {
        throw new IOException("a page is not whole");
      }
    }
    return "| Enrollment query | enrollments | rows of a page | p50 / p99, ms |\n"
        + "| --- | --- | --- | --- |\n"
        + String.format(
            Locale.ROOT,
            "| a page anywhere, over HTTPS | %,d | %d | %.1f / %.1f |%n",
            enrollments,
            PAGE,
            Figures.millis(micros, 50),
            Figures.millis(micros, 99));
  }

  private static String id(int number) {
    return PREFIX + "%07d".formatted(number);
  }

  private static String row(int number) {
    String settings =
        "{\"deviceId\":null,\"edge\":false,\"allocation\":{\"policy\":\"HASHED\",\"hubs\":[]},"
            + "\"reprovision\":{\"updateHubAssignment\":true,\"migrateDeviceData\":true},"
            + "\"initialTwin\":{\"tags\":{\"site\":\"north\"}},\"information\":null}";
    return String.join(
            "\t",
            "individual",
            id(number),
            "etag-" + number,
            "t",
            "symmetricKey",
            "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5",
            "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5",
            settings,
            "2026-01-15T08:30:00Z",
            "2026-01-15T08:30:00Z")
        + "\n";
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + service.hostName() + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                SharedAccessToken.forHub(service, Instant.now().plus(Duration.ofHours(1))))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }
}
