package dev.homeport.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Devices that send {@link #METRICS} numbers in each message, as fast as the hub takes them, until
 * the history has all of them; then one device that sends what it measured in a day, one value a
 * second, and an operator who looks at the chart of that day.
 */
final class HistoryLoad {

  static final int METRICS = 10;

  private static final int WINDOW = 5;
  private static final int CHARTS = 31;
  private static final int DAY_SECONDS = 86_400;
  private static final int DAY_WINDOW = 200;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final String STORED = "homeport_history_values_total{fate=\"stored\"";

  private final Target target;
  private final ConsoleClient console;
  private final int messages;

  /**
   * @param target the first of its clients is the one that sends a day
   * @param messages that each device sends
   */
  HistoryLoad(Target target, ConsoleClient console, int messages) {
    this.target = target;
    this.console = console;
    this.messages = messages;
  }

  /**
   * What was measured.
   *
   * @param valuesPerSecond from the first message to the last value in the history
   * @param dayPerSecond the same of the values of a day, which come late
   * @param chartMillis of the chart of that day, the median
   * @param slowestMillis of that chart
   */
  record Result(
      double valuesPerSecond, double dayPerSecond, double chartMillis, double slowestMillis) {}

  /**
   * @param cookie of a session
   */
  Result run(String cookie) throws IOException, InterruptedException {
    double values =
        measured(
            target,
            WINDOW,
            messages,
            METRICS,
            (client, number) -> new Outgoing(client.topic(), body(number)));
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Target one =
        new Target(
            target.host(),
            target.port(),
            target.tls(),
            target.clients().subList(0, 1),
            target.atATime());
    double day =
        measured(
            one, DAY_WINDOW, DAY_SECONDS, 1, (client, number) -> measurement(client, end, number));
    awaitChart(cookie, one.clients().getFirst().clientId(), end);
    Rounds charts =
        Rounds.of(
            CHARTS, () -> console.send(chart(cookie, one.clients().getFirst().clientId(), end)));
    return new Result(values, day, charts.medianMillis(), charts.slowestMillis());
  }

  private static byte[] body(int number) {
    return IntStream.range(0, METRICS)
        .mapToObj(i -> String.format(Locale.ROOT, "\"metric%d\":%d.%d", i, number % 100, i))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Outgoing measurement(Target.Client client, Instant end, int number) {
    Instant time = end.minusSeconds(DAY_SECONDS).plusSeconds(number);
    String body = String.format(Locale.ROOT, "{\"day\":%.3f}", 20 + Math.sin(number / 5_000.0));
    return new Outgoing(
        client.topic() + "%24.ctime=" + URLEncoder.encode(time.toString(), StandardCharsets.UTF_8),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** A message that is to be sent. */
  private record Outgoing(String topic, byte[] body) {}

  /** Makes the messages of a device, which are counted from 0. */
  @FunctionalInterface
  private interface Messages {
    Outgoing make(Target.Client client, int number);
  }

  /** Values that came into the history a second. */
  private double measured(Target to, int window, int count, int valuesOfOne, Messages make)
      throws IOException, InterruptedException {
    long due = (long) to.clients().size() * count * valuesOfOne;
    CountDownLatch done = new CountDownLatch(to.clients().size());
    try (Connections<Sender> connections =
        Connections.open(to, client -> new Sender(client, count, make, done))) {
      long before = stored();
      long begin = System.nanoTime();
      for (Sender sender : connections.devices()) {
        sender.context().executor().execute(() -> sender.begin(window));
      }
      if (!done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the hub did not take all messages");
      }
      connections.requireWhole();
      while (stored() - before < due) {
        if (System.nanoTime() - begin > LIMIT.toNanos()) {
          throw new IllegalStateException(
              "the history has " + (stored() - before) + " of " + due + " values");
        }
        Thread.sleep(POLL);
      }
      return due / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private long stored() throws IOException, InterruptedException {
    return console.counted(STORED);
  }

  /** Minutes that came late are made again before they are in the chart. */
  private void awaitChart(String cookie, String deviceId, Instant end)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (buckets(console.send(chart(cookie, deviceId, end))) < DAY_SECONDS / 300) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException("the chart of the day does not become complete");
      }
      Thread.sleep(POLL);
    }
  }

  private HttpRequest.Builder chart(String cookie, String deviceId, Instant end) {
    return console
        .request(
            "/api/v1/devices/%s/history?metric=day&points=300&from=%s&to=%s"
                .formatted(deviceId, end.minus(Duration.ofDays(1)), end))
        .header("Cookie", cookie)
        .GET();
  }

  private static int buckets(HttpResponse<String> answer) {
    return answer.body().split("\"count\"", -1).length - 1;
  }

  /** A device that sends so many messages, and no more than a window unacknowledged. */
  private final class Sender extends LoadDevice {

    private static final int MAX_PACKET_ID = 0xffff;

    private final int count;
    private final Messages make;
    private final CountDownLatch done;
    private int sent;
    private int acknowledged;

    Sender(Target.Client client, int count, Messages make, CountDownLatch done) {
      super(client, target.tls() != null);
      this.count = count;
      this.make = make;
      this.done = done;
    }

    void begin(int window) {
      for (int i = 0; i < window; i++) {
        sendNext();
      }
    }

    private void sendNext() {
      if (sent < count) {
        Outgoing message = make.make(client(), sent);
        publish(message.topic(), 1 + sent % MAX_PACKET_ID, message.body());
        sent++;
      }
    }

    @Override
    public void published(int packetId) {
      acknowledged++;
      if (acknowledged == count) {
        done.countDown();
      }
      sendNext();
    }
  }
}
