package dev.homeport.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server process on a data directory, on the ports that the SDKs cannot change. */
final class HomeportServer implements AutoCloseable {

  /** Most servers of tests live for seconds; their start takes half the processor's time so. */
  static final List<String> JAVA_OPTIONS =
      List.of("-Xmx640m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration START_LIMIT = Duration.ofSeconds(300);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(120);

  private static @Nullable HomeportServer shared;

  private final Path data;
  private final List<String> settings;
  private @Nullable Process process;
  private Duration startTime = Duration.ZERO;

  /**
   * @param settings as {@code homeport.name=value}
   */
  HomeportServer(Path data, String... settings) {
    this.data = data;
    this.settings = List.of(settings);
  }

  /**
   * The server of all tests that need none of their own. It runs until a test starts one of its own
   * or the JVM ends.
   */
  static synchronized HomeportServer shared() {
    HomeportServer running = shared;
    if (running != null) {
      return running;
    }
    try {
      Path data = Files.createTempDirectory("homeport-shared");
      HomeportServer started =
          new HomeportServer(data, "homeport.webhooks.on-own-machine=true").start();
      Runtime.getRuntime().addShutdownHook(new Thread(HomeportServer::closeShared));
      started.trustByDefault();
      shared = started;
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frees the ports that the SDKs cannot change, for a server that is started otherwise. */
  static synchronized void closeShared() {
    HomeportServer running = shared;
    shared = null;
    if (running != null) {
      running.close();
      try (Stream<Path> files = Files.walk(running.data)) {
        Files.copy(
            running.data.resolve("output.log"),
            Path.of("target/shared-server.log"),
            StandardCopyOption.REPLACE_EXISTING);
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * A port that is free just now and that nobody takes by chance until it is used: outgoing
   * connections have greater ones, and so have the server's engines.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 25_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody listens there
      }
    }
  }

  /** Starts and waits until the hub accepts connections. */
  HomeportServer start() {
    closeShared();
    try {
      Files.createDirectories(data);
      Path endpoints = data.resolve("run/endpoints.env");
      Files.deleteIfExists(endpoints);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JAVA_OPTIONS);
      settings.forEach(setting -> command.add("-D" + setting));
      command.add("-jar");
      command.add(
          Path.of(Objects.requireNonNull(System.getProperty("homeport.server")))
              .normalize()
              .toString());
      command.add("--data");
      command.add(data.toString());
      Instant begin = Instant.now();
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("output.log").toFile()))
              .start();
      process = started;
      while (!Files.exists(endpoints)) {
        if (!started.isAlive() || Instant.now().isAfter(begin.plus(START_LIMIT))) {
          close(); // frees the ports for the next one
          throw new IllegalStateException(
              "the server did not start:\n" + Files.readString(data.resolve("output.log")));
        }
        Thread.sleep(20);
      }
      startTime = Duration.between(begin, Instant.now());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** From the start of the process until the hub accepted connections. */
  Duration startTime() {
    return startTime;
  }

  /** A variable of {@code ./homeport env}. */
  String endpoint(String name) {
    try {
      String text = Files.readString(data.resolve("run/endpoints.env"));
      var matcher = Pattern.compile("export " + name + "='([^']*)'").matcher(text);
      if (!matcher.find()) {
        throw new IllegalStateException("no " + name + " among the endpoints");
      }
      return matcher.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trusts the installation's CA and nothing else. */
  SSLContext trust() {
    return trust(new KeyManager[0]);
  }

  /** The same, with what the client shows for itself. */
  SSLContext trust(KeyManager[] own) {
    try (InputStream in = Files.newInputStream(Path.of(endpoint("HOMEPORT_CA_FILE")))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLSv1.2");
      context.init(own, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The service SDK trusts what the JVM trusts. */
  void trustByDefault() {
    SSLContext.setDefault(trust());
    HttpsURLConnection.setDefaultSSLSocketFactory(trust().getSocketFactory());
  }

  /** Ends the server as a power cut would. */
  void kill() {
    Process running = Objects.requireNonNull(process);
    running.destroyForcibly();
    await(running);
  }

  /** Ends an engine as a power cut would: {@code postgres} or {@code kafka}. */
  void killEngine(String engine) {
    engineProcess(engine)
        .ifPresent(
            handle -> {
              handle.destroyForcibly();
              handle.onExit().join();
            });
  }

  private Optional<ProcessHandle> engineProcess(String engine) {
    try {
      return ProcessHandle.of(
          Long.parseLong(Files.readString(data.resolve(engine).resolve("server.pid")).trim()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops in order. */
  void stop() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.destroy();
      await(running);
    }
  }

  @Override
  public void close() {
    stop();
    Stream.of("postgres", "kafka")
        .filter(engine -> Files.exists(data.resolve(engine).resolve("server.pid")))
        .forEach(this::killEngine);
  }
}
