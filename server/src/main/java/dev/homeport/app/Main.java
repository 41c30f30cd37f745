package dev.homeport.app;

import dev.homeport.Secret;
import dev.homeport.app.engine.Database;
import dev.homeport.app.engine.Engines;
import dev.homeport.app.tls.ServerIdentity;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts the server: reads its settings, takes the data directory, makes the certificates, starts
 * the engines side by side with Quarkus. Exit codes: 0 stopped in order, 1 fault, 2 wrong settings.
 */
@QuarkusMain
public final class Main {

  private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** What was made before Quarkus started; the wiring takes it from here. */
  record Started(Settings settings, Engines engines, ServerIdentity identity, List<String> hosts) {}

  @SuppressWarnings("NonFinalStaticField") // Quarkus makes the beans, so they must find it
  private static volatile @Nullable Started started;

  static Started started() {
    Started current = started;
    if (current == null) {
      throw new IllegalStateException("the server is not started by its main method");
    }
    return current;
  }

  @Command(name = "homeport-server", mixinStandardHelpOptions = true)
  private static final class Arguments {
    @Option(names = "--data", description = "data directory")
    @Nullable Path data;

    @Option(names = "--host", description = "a name or address that clients use; repeatable")
    List<String> hosts = new ArrayList<>();

    @Option(names = "--dps-host", description = "a name for the provisioning service; repeatable")
    List<String> dpsHosts = new ArrayList<>();

    @Option(names = "--config", description = "a .properties file with homeport.* settings")
    @Nullable Path config;
  }

  public static void main(String[] arguments) {
    Arguments parsed = new Arguments();
    CommandLine command = new CommandLine(parsed);
    try {
      command.parseArgs(arguments);
      if (command.isUsageHelpRequested()) {
        command.usage(System.out);
        return;
      }
      run(parsed);
    } catch (CommandLine.ParameterException e) {
      stop(List.of(e.getMessage()));
    } catch (ConfigurationErrors e) {
      stop(e.errors());
    }
  }

  private static void stop(List<String> errors) {
    errors.forEach(error -> System.err.println("homeport: " + error));
    System.exit(2);
  }

  private static void run(Arguments arguments) {
    SmallRyeConfig config = config(arguments);
    Settings settings = settings(config);
    requirePorts(settings);
    DataDirectory directory = DataDirectory.take(settings.data());
    List<String> hosts = hosts(settings, arguments);
    ServerIdentity identity = identity(settings, hosts);
    Engines engines = Engines.start(plan(settings));
    started = new Started(settings, engines, identity, hosts);
    configureQuarkus(settings, identity);
    Quarkus.run(
        null,
        (exitCode, fault) -> {
          if (fault != null) {
            LOGGER.atError().setCause(fault).log("the server did not start");
          }
          engines.close();
          identity.close();
          directory.close();
        });
  }

  private static SmallRyeConfig config(Arguments arguments) {
    if (arguments.data != null) {
      System.setProperty("homeport.data", arguments.data.toAbsolutePath().toString());
    }
    try {
      if (arguments.config != null) {
        // As system properties Quarkus sees them too; what is set already goes first.
        PropertiesConfigSource file = new PropertiesConfigSource(arguments.config.toUri().toURL());
        file.getProperties()
            .forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
      }
    } catch (IOException e) {
      throw new ConfigurationErrors(List.of("--config: " + e.getMessage()));
    }
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultSources()
          .addDefaultInterceptors()
          .addDiscoveredConverters()
          .withMapping(Settings.class)
          .build();
    } catch (ConfigValidationException e) {
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        errors.add(e.getProblem(i).getMessage());
      }
      throw new ConfigurationErrors(errors);
    }
  }

  private static Settings settings(SmallRyeConfig config) {
    Settings settings = config.getConfigMapping(Settings.class);
    List<String> errors = new ArrayList<>();
    if (settings.tls().certificate().isPresent() != settings.tls().key().isPresent()) {
      errors.add("homeport.tls.certificate and homeport.tls.key go together");
    }
    if (settings.database().url().isPresent() && settings.database().username().isEmpty()) {
      errors.add("homeport.database.url needs homeport.database.username and .password");
    }
    if (settings.telemetry().partitions() < 1) {
      errors.add("homeport.telemetry.partitions is at least 1");
    }
    if (!errors.isEmpty()) {
      throw new ConfigurationErrors(errors);
    }
    return settings;
  }

  private static List<String> hosts(Settings settings, Arguments arguments) {
    Set<String> hosts = new LinkedHashSet<>(arguments.hosts);
    settings.hosts().ifPresent(hosts::addAll);
    hosts.add("127.0.0.1");
    hosts.add("localhost");
    hosts.addAll(arguments.dpsHosts);
    return List.copyOf(hosts);
  }

  private static void requirePorts(Settings settings) {
    List<String> errors = new ArrayList<>();
    for (int port :
        new int[] {settings.ports().https(), settings.ports().mqtts(), settings.ports().mqtt()}) {
      if (port == 0) {
        continue;
      }
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(settings.bind(), port));
      } catch (IOException e) {
        errors.add(
            "port "
                + port
                + " cannot be opened on "
                + settings.bind()
                + " ("
                + e.getMessage()
                + "). Ways out: stop whoever holds it (ss -ltnp); allow low ports (sysctl"
                + " net.ipv4.ip_unprivileged_port_start=443, or the capability"
                + " CAP_NET_BIND_SERVICE); or set homeport.ports.https and homeport.ports.mqtts,"
                + " which the Azure SDKs cannot follow");
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigurationErrors(errors);
    }
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
        settings.data().toAbsolutePath(),
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
    System.setProperty(
        "quarkus.log.file.path", settings.data().resolve("logs/server.log").toString());
  }
}
