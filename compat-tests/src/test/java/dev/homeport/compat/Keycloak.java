package dev.homeport.compat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak as it is delivered, in a process of its own, with the realm of {@code acme-realm.json}.
 */
final class Keycloak implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private final int port = HomeportServer.freePort();
  private final Process process;
  private final Path log;

  /**
   * Begins to start; {@link #awaitReady} waits for its end.
   *
   * @param folder for what is unpacked
   */
  Keycloak(Path folder) throws IOException {
    Path home =
        unpack(Path.of(Objects.requireNonNull(System.getProperty("homeport.keycloak"))), folder);
    Path realm = Files.createDirectories(home.resolve("data/import")).resolve("acme-realm.json");
    try (InputStream in =
        Objects.requireNonNull(Keycloak.class.getResourceAsStream("/acme-realm.json"))) {
      Files.copy(in, realm);
    }
    log = folder.resolve("keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    // It lives for seconds only.
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    process = builder.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/acme";
  }

  private static Path unpack(Path zip, Path folder) throws IOException {
    Path home = folder;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("a path that leads out of the archive: " + entry.getName());
        }
        home = folder.resolve(folder.relativize(target).getName(0));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.copy(in, target);
        }
      }
    }
    return home;
  }

  void awaitReady() throws IOException {
    Instant end = Instant.now().plus(START_LIMIT);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest metadata =
          HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
              .timeout(Duration.ofSeconds(10))
              .build();
      while (!answers(http, metadata)) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
        }
        Thread.sleep(250);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(child -> child.onExit().join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
