package dev.homeport.app;

import dev.homeport.Secret;
import dev.homeport.app.console.EffectiveSetting;
import dev.homeport.app.engine.Database;
import dev.homeport.app.engine.EngineListener;
import dev.homeport.app.engine.Engines;
import dev.homeport.app.tls.ServerIdentity;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Starts the server: reads its settings, takes the data directory, makes the certificates, starts
 * the engines side by side with Quarkus; ends it in the opposite order. Exit codes: 0 stopped in
 * order, 1 fault, 2 wrong settings, 3 an engine does not stay up.
 */
@QuarkusMain
public final class Main {

  private static final int WRONG_SETTINGS = 2;
  private static final int ENGINE_LOST = 3;
  private static final long STOP_SECONDS = 150;

  private Main() {}

  /** What was made before Quarkus started; the wiring takes it from here. */
  record Started(
      Settings settings,
      List<EffectiveSetting> effective,
      Engines engines,
      ServerIdentity identity,
      List<String> hosts,
      StartTimes times) {}

  @SuppressWarnings("NonFinalStaticField") // Quarkus makes the beans, so they must find it
  private static volatile @Nullable Started started;

  static Started started() {
    Started current = started;
    if (current == null) {
      throw new IllegalStateException("the server is not started by its main method");
    }
    return current;
  }

  public static void main(String[] arguments) {
    StartTimes times = new StartTimes();
    Arguments parsed = new Arguments();
    CommandLine command = new CommandLine(parsed);
    try {
      command.parseArgs(arguments);
      if (command.isUsageHelpRequested()) {
        command.usage(System.out);
        return;
      }
      run(parsed, times);
    } catch (CommandLine.ParameterException e) {
      refuse(List.of(e.getMessage()));
    } catch (ConfigurationErrors e) {
      refuse(e.errors());
    }
  }

  private static void refuse(List<String> errors) {
    errors.forEach(error -> System.err.println("homeport: " + error));
    System.exit(WRONG_SETTINGS);
  }

  private static void run(Arguments arguments, StartTimes times) {
    Settings settings = SettingsReader.read(arguments);
    List<String> hosts = SettingsReader.hosts(settings, arguments);
    Engines.Plan plan = plan(settings);
    DataDirectory directory = DataDirectory.take(settings.data().toAbsolutePath().normalize());
    List<String> complaints = PortCheck.complaints(settings);
    if (!complaints.isEmpty()) {
      throw new ConfigurationErrors(complaints);
    }
    times.mark("settings");
    CountDownLatch stopped = new CountDownLatch(1);
    // A signal stops Quarkus in a hook of its own; the JVM must not end before the engines have.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> await(stopped)));
    Engines engines = Engines.start(plan, listener(times));
    ServerIdentity identity = null;
    int[] exit = {0};
    try {
      identity = identity(settings, hosts);
      times.mark("certificates");
      started =
          new Started(
              settings, SettingsReader.effective(arguments), engines, identity, hosts, times);
      configureQuarkus(settings, identity);
      Quarkus.run(
          Serving.class,
          (code, fault) -> {
            exit[0] = code;
            if (fault != null) {
              // The log may not be open yet, or be closed by now.
              System.err.println("homeport: the server did not start");
              fault.printStackTrace();
            }
          });
    } finally {
      engines.close();
      if (identity != null) {
        identity.close();
      }
      directory.close();
      stopped.countDown();
    }
    System.exit(exit[0]);
  }

  private static void await(CountDownLatch stopped) {
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("homeport: the engines did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs once all edges are open. */
  public static final class Serving implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      Arc.container().instance(Edges.class).get().announce();
      started().times().mark("serving");
      started().times().log("hub accepts connections; milliseconds since the start");
      Quarkus.waitForExit();
      return 0;
    }
  }

  private static EngineListener listener(StartTimes times) {
    return new EngineListener() {
      @Override
      public void onReady(String engine) {
        times.mark(engine);
      }

      @Override
      public void onGivenUp(String reason) {
        System.err.println("homeport: " + reason + "; see the folder logs of the data directory");
        Thread.ofPlatform().start(() -> System.exit(ENGINE_LOST));
      }
    };
  }

  private static ServerIdentity identity(Settings settings, List<String> hosts) {
    try {
      return settings.tls().certificate().isPresent()
          ? ServerIdentity.ofFiles(
              settings.tls().certificate().get(),
              settings.tls().key().orElseThrow(),
              settings.tls().ca(),
              hosts)
          : ServerIdentity.own(settings.data().resolve("tls"), hosts);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationErrors(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Engines.Plan plan(Settings settings) {
    Path libraries = settings.kafka().libraries().orElseGet(Main::builtBrokerLibraries);
    if (settings.kafka().bootstrapServers().isEmpty() && !Files.isDirectory(libraries)) {
      throw new ConfigurationErrors(
          List.of(
              "no broker in "
                  + libraries
                  + ": set homeport.kafka.libraries or .bootstrap-servers"));
    }
    return new Engines.Plan(
        settings.data().toAbsolutePath().normalize(),
        settings
            .database()
            .url()
            .map(
                url ->
                    new Database(
                        url,
                        settings.database().username().orElseThrow(),
                        new Secret(settings.database().password().orElse("")))),
        settings.database().port(),
        settings.kafka().bootstrapServers(),
        settings.kafka().port(),
        settings.kafka().heap(),
        libraries);
  }

  /** The build puts the broker's jars beside the application that holds this class. */
  private static Path builtBrokerLibraries() {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolve("../../../engines/kafka").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the application is no path", e);
    }
  }

  private static void configureQuarkus(Settings settings, ServerIdentity identity) {
    System.setProperty("quarkus.http.host", settings.bind());
    System.setProperty("quarkus.http.ssl-port", Integer.toString(settings.ports().https()));
    System.setProperty("quarkus.tls.key-store.pem.0.cert", identity.certificateFile().toString());
    System.setProperty("quarkus.tls.key-store.pem.0.key", identity.keyFile().toString());
    settings
        .trustedProxies()
        .ifPresent(
            proxies -> {
              System.setProperty("quarkus.http.proxy.proxy-address-forwarding", "true");
              System.setProperty("quarkus.http.proxy.trusted-proxies", String.join(",", proxies));
            });
    System.setProperty(
        "quarkus.log.file.path", settings.data().resolve("logs/server.log").toString());
  }
}
