package dev.homeport.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the load generator. */
@Command(
    name = "homeport-benchmarks",
    mixinStandardHelpOptions = true,
    subcommands = {
      Main.Echo.class,
      Main.Publish.class,
      Suite.class,
      QueryLoad.class,
      AuditSearchLoad.class,
      HealthLoad.class,
      ProvisioningLoad.class,
      RecordLoad.class,
      FrameLoad.class,
      ReportLoad.class,
      UpdateLoad.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** The ceiling. */
  @Command(
      name = "echo",
      mixinStandardHelpOptions = true,
      description = "Serves MQTT on a port of 127.0.0.1 and acknowledges everything at once.")
  static final class Echo implements Callable<Integer> {
    @Option(names = "--port", required = true)
    int port;

    @Option(names = "--tls", description = "with a certificate made for this run")
    boolean tls;

    @Override
    public Integer call() throws IOException, InterruptedException {
      try (EchoServer echo = new EchoServer(port, tls)) {
        echo.await();
      }
      return 0;
    }
  }

  /** Any broker. */
  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      description = "Publishes QoS 1 messages to any MQTT 3.1.1 broker and prints what it took.")
  static final class Publish implements Callable<Integer> {
    @Option(names = "--host", defaultValue = "127.0.0.1")
    String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "1883")
    int port;

    @Option(names = "--tls", description = "encrypt; trusts any certificate without --ca-file")
    boolean tls;

    @Option(names = "--ca-file")
    @Nullable Path caFile;

    @Option(names = "--connections", defaultValue = "50")
    int connections;

    @Option(names = "--window", defaultValue = "50", description = "unacknowledged messages each")
    int window;

    @Option(names = "--rate", description = "messages a second in all, instead of a window")
    double rate;

    @Option(names = "--bytes", defaultValue = "100")
    int bytes;

    @Option(names = "--seconds", defaultValue = "10")
    int seconds;

    @Option(names = "--topic", defaultValue = "load/%d", description = "%%d: the connection")
    String topic = "load/%d";

    @Option(names = "--user")
    @Nullable String user;

    @Option(names = "--password", defaultValue = "${env:MQTT_PASSWORD}")
    @Nullable String password;

    @Override
    public Integer call() throws IOException, InterruptedException {
      SslContext context = null;
      if (tls) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        context =
            (caFile == null
                    ? builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    : builder.trustManager(caFile.toFile()))
                .build();
      }
      Target target =
          new Target(
              host,
              port,
              context,
              IntStream.range(0, connections)
                  .mapToObj(i -> new Target.Client("load-" + i, user, password, topic.formatted(i)))
                  .toList(),
              Target.CONNECTS_AT_A_TIME);
      PublishLoad load = new PublishLoad(target, bytes);
      PublishLoad.Result result =
          rate > 0 ? load.atRate(rate, seconds) : load.atFullSpeed(window, seconds);
      System.out.printf(
          Locale.ROOT,
          "%,.0f messages/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, %,.0f connections/s%n",
          result.perSecond(),
          Figures.millis(result.micros(), 50),
          Figures.millis(result.micros(), 99),
          Figures.millis(result.micros(), 99.9),
          result.connectsPerSecond());
      return 0;
    }
  }
}
