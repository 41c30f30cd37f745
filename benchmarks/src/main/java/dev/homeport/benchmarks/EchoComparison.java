package dev.homeport.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Telemetry into a hub beside telemetry into the bare echo, as rows of a table. */
final class EchoComparison {

  static final String HEAD =
      "| Telemetry, QoS 1, 100 bytes | echo, msg/s | Homeport, msg/s | ratio | at half load: p50 / p99 / p99.9, ms | echo at the same rate, ms |";

  private static final int WINDOW = 50;
  private static final int BODY_BYTES = 100;

  private final int echoPort;
  private final int rounds;
  private final int seconds;

  EchoComparison(int echoPort, int rounds, int seconds) {
    this.echoPort = echoPort;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** The hub, and the echo with as many connections and TLS like the hub's. */
  String row(Target hub) throws IOException, InterruptedException {
    int count = hub.clients().size();
    boolean tls = hub.tls() != null;
    double[] echo = new double[rounds];
    double[] own = new double[rounds];
    Latency half = new Latency(rounds);
    Latency echoHalf = new Latency(rounds);
    for (int round = 0; round < rounds; round++) {
      echo[round] = withEcho(count, tls, load -> load.atFullSpeed(WINDOW, seconds)).perSecond();
      own[round] = new PublishLoad(hub, BODY_BYTES).atFullSpeed(WINDOW, seconds).perSecond();
      double rate = own[round] / 2;
      half.add(round, new PublishLoad(hub, BODY_BYTES).atRate(rate, seconds).micros());
      echoHalf.add(round, withEcho(count, tls, load -> load.atRate(rate, seconds)).micros());
    }
    return String.format(
        Locale.ROOT,
        "| %,d connections, TLS %s | %,.0f | %,.0f | %.2f | %s | %s |",
        count,
        tls ? "on" : "off",
        Figures.median(echo),
        Figures.median(own),
        Figures.median(own) / Figures.median(echo),
        half,
        echoHalf);
  }

  private PublishLoad.Result withEcho(int count, boolean tls, Measurement measurement)
      throws IOException, InterruptedException {
    try (EchoProcess _ = new EchoProcess(echoPort, tls)) {
      SslContext context =
          tls
              ? SslContextBuilder.forClient()
                  .trustManager(InsecureTrustManagerFactory.INSTANCE)
                  .build()
              : null;
      List<Target.Client> clients =
          IntStream.range(0, count)
              .mapToObj(
                  i -> new Target.Client("bench-" + i, null, null, Target.topic("bench-" + i)))
              .toList();
      return measurement.of(
          new PublishLoad(
              new Target("127.0.0.1", echoPort, context, clients, Target.CONNECTS_AT_A_TIME),
              BODY_BYTES));
    }
  }

  /** Something to measure of a load. */
  private interface Measurement {
    PublishLoad.Result of(PublishLoad load) throws IOException, InterruptedException;
  }
}
