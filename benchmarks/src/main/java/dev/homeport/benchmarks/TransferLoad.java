package dev.homeport.benchmarks;

import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A back end that imports a fleet of new devices, each with two keys and a twin of about 400 bytes,
 * imports the same file once more, exports the registry, and deletes the fleet again.
 */
final class TransferLoad {

  private final HubConnectionString hub;
  private final SSLContext tls;
  private final int count;

  TransferLoad(HubConnectionString hub, SSLContext tls, int count) {
    this.hub = hub;
    this.tls = tls;
    this.count = count;
  }

  /** Seconds from the request to the last line of the answer. */
  record Result(double imported, double again, double exported, double deleted) {}

  Result run() throws IOException, InterruptedException {
    Path fleet = Files.createTempFile("homeport-fleet", ".txt");
    try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
      write(fleet);
      double imported = load(http, fleet, "create", "created");
      double again = load(http, fleet, "createOrUpdate", "unchanged");
      double exported = export(http);
      return new Result(imported, again, exported, load(http, fleet, "delete", "deleted"));
    } finally {
      Files.delete(fleet);
    }
  }

  private void write(Path fleet) throws IOException {
    Random random = new Random(1);
    byte[] key = new byte[32];
    try (BufferedWriter out = Files.newBufferedWriter(fleet)) {
      for (int i = 0; i < count; i++) {
        random.nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        out.write(line("bench-fleet-" + i, text, i));
      }
    }
  }

  private static String line(String deviceId, String key, int i) {
    return String.format(
        Locale.ROOT,
        """
        {"id":"%s","status":"enabled","authentication":{"symmetricKey":{"primaryKey":"%s",\
        "secondaryKey":"%s"},"type":"sas"},"tags":{"site":"plant-%d","customer":{"id":%d,\
        "name":"Customer %d"}},"properties":{"desired":{"telemetry":{"interval":30,\
        "fields":{"temperature":true,"humidity":false}},"firmware":"1.4.%d"},\
        "reported":{"firmware":{"version":"1.3.2"},"location":{"latitude":47.5,\
        "longitude":8.25},"uptime":%d}}}
        """,
        deviceId,
        key,
        key,
        i % 50,
        i,
        i,
        i % 9,
        i);
  }

  private double load(HttpClient http, Path fleet, String mode, String effect)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<Stream<String>> answer =
        http.send(
            request("import?mode=" + mode).POST(HttpRequest.BodyPublishers.ofFile(fleet)).build(),
            HttpResponse.BodyHandlers.ofLines());
    String last;
    try (Stream<String> lines = answer.body()) {
      last = lines.reduce("", (_, line) -> line);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (!last.contains("\"done\"") || !last.contains("\"" + effect + "\":" + count + ",")) {
      throw new IllegalStateException(mode + " ended with " + answer.statusCode() + " " + last);
    }
    return seconds;
  }

  private double export(HttpClient http) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<Stream<String>> answer =
        http.send(request("export").build(), HttpResponse.BodyHandlers.ofLines());
    long lines;
    try (Stream<String> body = answer.body()) {
      lines = body.count();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (lines < count) {
      throw new IllegalStateException("the export has " + lines + " lines");
    }
    return seconds;
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(
            URI.create("https://" + hub.hostName() + "/api/v1/hubs/main/registry/" + what))
        .header(
            "Authorization",
            SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))));
  }
}
