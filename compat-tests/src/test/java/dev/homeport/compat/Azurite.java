package dev.homeport.compat;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Azurite, the emulator of Azure Storage, with its well-known account and all in memory. */
final class Azurite implements AutoCloseable {

  private static final String ACCOUNT = "devstoreaccount1";

  // Azurite's own documentation has this key; every Azurite has it.
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private final int port = HomeportServer.freePort();
  private final Process process;

  Azurite(Path folder) {
    Path home =
        Path.of(Objects.requireNonNull(System.getProperty("homeport.node.tests")))
            .resolveSibling("azurite");
    Path program = home.resolve("node_modules/azurite/dist/src/blob/main.js");
    try {
      install(home, folder);
      process =
          new ProcessBuilder(
                  "node",
                  program.toString(),
                  "--blobPort",
                  Integer.toString(port),
                  "--inMemoryPersistence",
                  "--skipApiVersionCheck",
                  "--disableTelemetry",
                  "--silent")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("azurite.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(180)).until(this::isOpen);
  }

  /** Where the version that is wanted is not there yet. */
  private static void install(Path home, Path folder) throws IOException {
    Path installed = home.resolve("node_modules/azurite/package.json");
    String wanted = read(home.resolve("package.json")).at("/devDependencies/azurite").asText();
    if (Files.exists(installed) && read(installed).path("version").asText().equals(wanted)) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    try {
      if (npm.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("npm.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return People.JSON.readTree(file.toFile());
  }

  private boolean isOpen() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:%d/%s".formatted(port, ACCOUNT);
  }

  String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
        .formatted(ACCOUNT, KEY, endpoint());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
