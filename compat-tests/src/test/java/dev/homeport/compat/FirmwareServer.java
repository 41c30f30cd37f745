package dev.homeport.compat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A foreign HTTPS server of firmware, which may break off in the middle of a download. */
final class FirmwareServer implements AutoCloseable {

  private static final String PASSWORD = "password";

  private final HttpsServer server;
  private final Path certificate;
  private final Map<String, byte[]> firmware = new ConcurrentHashMap<>();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final AtomicReference<CountDownLatch> halfWay = new AtomicReference<>();

  FirmwareServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("firmware-server.p12");
    certificate = folder.resolve("firmware-server.pem");
    keytool(
        "-genkeypair",
        store,
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost");
    keytool("-exportcert", store, "-rfc", "-file", certificate.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private static void keytool(String command, Path store, String... options)
      throws IOException, InterruptedException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            command,
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            "server");
    keytool.command().addAll(List.of(options));
    Process process = keytool.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }

  /** PEM, its own authority. */
  String certificate() throws IOException {
    return Files.readString(certificate);
  }

  /** Where this firmware can be had from now on. */
  String serve(String name, byte[] content) {
    firmware.put(name, content);
    return "https://localhost:" + server.getAddress().getPort() + "/" + name;
  }

  /** The {@code Range} of each request so far, empty without one. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** The next download gets half of it, and then nothing; the latch says when. */
  CountDownLatch stallHalfWay() {
    CountDownLatch reached = new CountDownLatch(1);
    halfWay.set(reached);
    return reached;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] content = firmware.get(exchange.getRequestURI().getPath().substring(1));
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "" : range);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=|-", ""));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
      CountDownLatch reached = halfWay.getAndSet(null);
      int end = reached == null ? content.length : content.length / 2;
      exchange.getResponseBody().write(Arrays.copyOfRange(content, from, end));
      exchange.getResponseBody().flush();
      if (reached != null) {
        reached.countDown();
        Thread.sleep(60_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
