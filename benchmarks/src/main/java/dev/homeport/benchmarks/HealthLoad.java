package dev.homeport.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Devices whose messages are all judged, while the battery of one after the other runs down; and a
 * console that waits to see it.
 */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Measures how a started server judges the health of devices.")
final class HealthLoad implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] WELL = body(80);
  private static final byte[] ILL = body(5);
  private static final String JUDGED = "homeport_health_messages_total";
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);

  @Mixin HubOptions hubOptions = new HubOptions();

  @Option(names = "--mqtts-port")
  int mqttsPort = 8883;

  @Mixin ConsoleOptions consoleOptions = new ConsoleOptions();

  @Option(names = "--devices")
  int count = 2_000;

  @Option(names = "--rate", description = "messages a second of all devices together")
  double rate = 20_000;

  @Option(names = "--seconds")
  int seconds = 30;

  @Option(names = "--changes", description = "devices whose battery runs down")
  int changes = 300;

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  private final Set<String> drained = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> drainedAt = new ConcurrentHashMap<>();
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();

  private static byte[] body(int battery) {
    return "{\"cpu\":20.5,\"memory\":41.0,\"battery\":%d,\"signal\":-70,\"temperature\":21.5}"
        .formatted(battery)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    MarkedFile marked = out == null ? null : new MarkedFile(out, "health");
    ConsoleClient console = consoleOptions.client(hubOptions.trust());
    Target target =
        hubOptions.target(
            mqttsPort,
            hubOptions
                .registry()
                .rekeyedDevicesOf(IntStream.range(0, count).mapToObj(i -> "health-" + i).toList()));
    WebSocket live = console.live(consoleOptions.signIn(console), new Listener());
    long before = console.counted(JUDGED);
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    long begin = System.nanoTime();
    Future<PublishLoad.Result> load =
        background.submit(
            () ->
                new PublishLoad(target, this::next)
                    .atRate(rate, (int) WARM_UP.toSeconds() + seconds));
    awaitJudged(console, before + (long) (rate * WARM_UP.toSeconds()), begin);
    long from = console.counted(JUDGED);
    long since = System.nanoTime();
    drain(target.clients());
    double perSecond = (console.counted(JUDGED) - from) / ((System.nanoTime() - since) / 1e9);
    PublishLoad.Result sent = load.get();
    awaitSeen();
    live.abort();
    background.close();
    String table = table(sent.perSecond(), perSecond);
    System.out.print(table);
    if (marked != null) {
      marked.replace(table);
    }
    return 0;
  }

  private byte[] next(Target.Client client) {
    if (!drained.contains(client.clientId())) {
      return WELL;
    }
    drainedAt.putIfAbsent(client.clientId(), System.nanoTime());
    return ILL;
  }

  /** Has one device after the other send that its battery is nearly empty. */
  private void drain(List<Target.Client> clients) throws InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < changes; i++) {
      long due = begin + i * (seconds * 1_000_000_000L / changes);
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      drained.add(clients.get(i * clients.size() / changes).clientId());
    }
    Thread.sleep(Duration.ofSeconds(1));
  }

  private static void awaitJudged(ConsoleClient console, long messages, long begin)
      throws IOException, InterruptedException {
    while (console.counted(JUDGED) < messages) {
      requireTime(begin);
      Thread.sleep(POLL);
    }
  }

  private void awaitSeen() throws InterruptedException {
    long begin = System.nanoTime();
    while (!seenAt.keySet().containsAll(drainedAt.keySet())) {
      requireTime(begin);
      Thread.sleep(POLL);
    }
  }

  private static void requireTime(long begin) {
    if (System.nanoTime() - begin > LIMIT.toNanos()) {
      throw new IllegalStateException("the hub does not judge what it takes");
    }
  }

  private String table(double sent, double judged) {
    Histogram micros = new ConcurrentHistogram(600_000_000, 3);
    drainedAt.forEach(
        (deviceId, from) -> {
          Long to = seenAt.get(deviceId);
          if (to != null) {
            micros.recordValue(Math.clamp((to - from) / 1_000, 1, 600_000_000));
          }
        });
    return "| Health | devices | sent, msg/s | judged, msg/s | changes | in the console after: p50 / p99 / most, ms |\n"
        + "| --- | --- | --- | --- | --- | --- |\n"
        + String.format(
            Locale.ROOT,
            "| four metrics of each message | %,d | %,.0f | %,.0f | %d | %.0f / %.0f / %.0f |%n",
            count,
            sent,
            judged,
            micros.getTotalCount(),
            Figures.millis(micros, 50),
            Figures.millis(micros, 99),
            micros.getMaxValue() / 1_000.0);
  }

  /** Notes when a change is on the live connection. */
  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        hear(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void hear(String message) {
      long now = System.nanoTime();
      for (JsonNode row : parsed(message).path("changed")) {
        if (row.path("health").asText().equals("critical")) {
          seenAt.putIfAbsent(row.path("deviceId").asText(), now);
        }
      }
    }

    private static JsonNode parsed(String message) {
      try {
        return JSON.readTree(message);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the live connection sent no JSON", e);
      }
    }
  }
}
