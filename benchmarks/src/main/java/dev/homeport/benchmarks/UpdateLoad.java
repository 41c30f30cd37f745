package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.agent.HubRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Rollouts to many connected devices: how fast the orchestrator is when nothing is downloaded, and
 * what becomes of telemetry while all of them download.
 */
@Command(
    name = "updates",
    mixinStandardHelpOptions = true,
    description = "Measures rollouts of firmware by a started server.")
final class UpdateLoad implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "bench-update-";
  private static final String STEPS = "homeport_updates_steps_total";
  private static final String TYPE = "application/octet-stream";
  private static final int PIECE = 8_000_000;
  private static final int SPEAKERS = 100;
  private static final int BODY_BYTES = 100;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofHours(2);

  @Mixin HubOptions hubOptions = new HubOptions();

  @Option(names = "--mqtts-port")
  int mqttsPort = 8883;

  @Option(names = "--console-url", defaultValue = "${env:HOMEPORT_CONSOLE_URL}")
  URI consoleUrl = URI.create("https://127.0.0.1/console/");

  @Option(names = "--devices")
  int count = 10_000;

  @Option(names = "--megabytes", description = "of the firmware")
  int megabytes = 5;

  @Option(names = "--downloads", description = "at the same time")
  int downloads = 32;

  @Option(names = "--rate", description = "telemetry messages a second, besides")
  double rate = 1_000;

  @Option(names = "--seconds", description = "of telemetry that are measured")
  int seconds = 30;

  @Option(names = "--server-pid", description = "the server's process, to read its memory")
  long serverPid;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final AtomicLong peak = new AtomicLong();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    MarkedFile marked = out == null ? null : new MarkedFile(out, "updates");
    SSLContext trust = hubOptions.trust();
    HubRegistry registry = hubOptions.registry();
    ConsoleClient console = new ConsoleClient(trust, consoleUrl);
    Target speakers =
        hubOptions.target(mqttsPort, registry.rekeyedDevicesOf(ids("bench-", SPEAKERS)));
    Target updated = hubOptions.target(mqttsPort, registry.rekeyedDevicesOf(ids(PREFIX, count)));
    StringBuilder table =
        new StringBuilder(
            "| %,d devices, firmware of %d MB | s | steps/s | MB/s | telemetry p50 / p99, ms | server, MB |%n"
                .formatted(count, megabytes));
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    try (HubClient client = hubOptions.client();
        HttpClient http = HttpClient.newBuilder().sslContext(trust).build();
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      PublishLoad.Result alone = new PublishLoad(speakers, BODY_BYTES).atRate(rate, seconds);
      table.append("| none | | | | %s | %s |%n".formatted(latency(alone.micros()), memory()));
      Semaphore atATime = new Semaphore(downloads);
      for (boolean real : List.of(false, true)) {
        UpdatedDevice.Fetch fetch =
            real
                ? (order, done) -> background.execute(() -> download(http, atATime, order, done))
                : (_, done) -> done.run();
        try (Connections<UpdatedDevice> connections =
            Connections.open(
                updated, one -> new UpdatedDevice(one, updated.tls() != null, fetch))) {
          connections.devices().forEach(UpdatedDevice::listen);
          Thread.sleep(2_000); // until the subscriptions stand
          Future<PublishLoad.Result> telemetry =
              background.submit(() -> new PublishLoad(speakers, BODY_BYTES).atRate(rate, seconds));
          table.append(rollOut(client, console, real, telemetry));
          connections.requireWhole();
        }
      }
    }
    System.out.print(table);
    if (marked != null) {
      marked.replace(table.toString());
    }
    return 0;
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** One deployment to its end; its row. */
  private String rollOut(
      HubClient client, ConsoleClient console, boolean real, Future<PublishLoad.Result> telemetry)
      throws IOException, InterruptedException, ExecutionException {
    String firmware = upload(client);
    peak.set(0);
    long stepsBefore = console.counted(STEPS);
    long begin = System.nanoTime();
    String id =
        text(
            client.call(
                "POST",
                "/api/v1/deployments",
                json(
                    Map.of(
                        "name",
                        "bench",
                        "firmwareId",
                        firmware,
                        "target",
                        Map.of("condition", "STARTSWITH(deviceId, '" + PREFIX + "')"),
                        "plan",
                        Map.of("maxConcurrent", 2_000, "retries", 0)))),
            "id");
    while (true) {
      memory();
      String status = text(client.call("GET", "/api/v1/deployments/" + id, none()), "status");
      if (status.equals("completed")) {
        break;
      }
      String why = failure.get();
      if (why != null || !(status.equals("running") || status.equals("scheduled"))) {
        throw new IllegalStateException("the deployment is " + status + ": " + why);
      }
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException("the deployment does not end");
      }
      Thread.sleep(LOOK_EVERY);
    }
    double taken = (System.nanoTime() - begin) / 1e9;
    long steps = console.counted(STEPS) - stepsBefore;
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %,.0f | %s | %s | %,d |%n",
        real ? "with downloads" : "without downloads",
        taken,
        steps / taken,
        real ? "%.0f".formatted((double) count * megabytes / taken) : "",
        latency(telemetry.get().micros()),
        peak.get());
  }

  private static String latency(Histogram micros) {
    return String.format(
        Locale.ROOT, "%.1f / %.1f", Figures.millis(micros, 50), Figures.millis(micros, 99));
  }

  /** The server's resident memory, which counts for the peak, too. */
  private String memory() throws IOException {
    if (serverPid == 0) {
      return "";
    }
    long now = Figures.residentMegabytes(serverPid);
    peak.accumulateAndGet(now, Math::max);
    return "%,d".formatted(now);
  }

  private String upload(HubClient client) throws IOException, InterruptedException {
    byte[] content = new byte[megabytes * 1_000_000];
    new Random().nextBytes(content);
    String uploads = "/api/v1/firmware/uploads";
    String id =
        text(
            client.call(
                "POST",
                uploads,
                json(
                    Map.of(
                        "name",
                        "bench",
                        "version",
                        "1.0." + System.currentTimeMillis(),
                        "size",
                        content.length))),
            "id");
    for (int from = 0; from < content.length; from += PIECE) {
      int length = Math.min(PIECE, content.length - from);
      client.put(
          uploads + "/" + id + "/content",
          TYPE,
          "bytes %d-%d/%d".formatted(from, from + length - 1, content.length),
          HttpRequest.BodyPublishers.ofByteArray(content, from, length));
    }
    return text(client.call("POST", uploads + "/" + id + "/complete", none()), "id");
  }

  private void download(HttpClient http, Semaphore atATime, JsonNode order, Runnable done) {
    try {
      atATime.acquire();
      try {
        fetch(http, order);
      } finally {
        atATime.release();
      }
      done.run();
    } catch (IOException e) {
      failure.compareAndSet(null, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads it to its end, and waits when the server has enough to do. */
  private static void fetch(HttpClient http, JsonNode order)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(order.path("url").asText())).timeout(LIMIT).build();
    while (true) {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        long bytes = body.transferTo(OutputStream.nullOutputStream());
        if (answer.statusCode() == 200 && bytes == order.path("size").asLong()) {
          return;
        }
        if (answer.statusCode() != 503) {
          throw new IOException(answer.statusCode() + " after " + bytes + " bytes");
        }
      }
      Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
    }
  }

  private static HttpRequest.BodyPublisher none() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static HttpRequest.BodyPublisher json(Map<String, ?> body) throws IOException {
    return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }

  private static String text(String answer, String member) throws IOException {
    return JSON.readTree(answer).path(member).asText();
  }
}
