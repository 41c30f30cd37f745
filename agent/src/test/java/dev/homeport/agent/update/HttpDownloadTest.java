package dev.homeport.agent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.homeport.agent.launcher.Slot;
import dev.homeport.agent.launcher.StateFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpDownloadTest {

  private static final int SIZE = 300_000;

  /** What the server does with one request. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final byte[] firmware = new byte[SIZE];
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private final StateFolder folder;
  private final SlotInstallation into;
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpDownload download = cutWithout(Duration.ofSeconds(60));

  HttpDownloadTest(@TempDir Path root) throws IOException {
    new Random(7).nextBytes(firmware);
    folder = new StateFolder(root);
    Files.createDirectories(folder.jar(Slot.B).getParent());
    into = new SlotInstallation(folder, Slot.A, "1.0.0");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** One that counts as cut when no byte comes for so long. */
  private static HttpDownload cutWithout(Duration stall) {
    return new HttpDownload(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        new Patience(
            Duration.ofMillis(5), Duration.ofMillis(400), stall, 3, 3, Duration.ofMillis(200), 5));
  }

  @AfterEach
  void stops() {
    over.countDown();
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    Answer next = answers.poll();
    try (exchange) {
      (next == null ? this.whole() : next).to(exchange);
    }
  }

  private static int from(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=|-", ""));
  }

  private Answer whole() {
    return upTo(SIZE);
  }

  /** Promises the rest, but breaks off after so many bytes of the whole. */
  private Answer upTo(int end) {
    return exchange -> {
      int from = from(exchange);
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
      exchange.sendResponseHeaders(from == 0 ? 200 : 206, SIZE - from);
      exchange.getResponseBody().write(Arrays.copyOfRange(firmware, from, end));
      exchange.getResponseBody().flush();
    };
  }

  private static Answer status(int status, String... header) {
    return exchange -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  private boolean fetch() throws UpdateFailure, IOException, InterruptedException {
    return download.fetch(order(), into, bytes -> {});
  }

  private UpdateFailure failure() {
    return catchThrowableOfType(UpdateFailure.class, this::fetch);
  }

  private UpdateOrder order() {
    return new UpdateOrder(
        "d1",
        "2.0.0",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/firmware",
        sha256(),
        SIZE,
        "signature",
        "manifest");
  }

  private String sha256() {
    var digest = Sha256.digest();
    digest.update(firmware);
    return Sha256.text(digest);
  }

  @Test
  void downloadsAtOnce() throws Exception {
    assertThat(fetch()).isTrue();
    assertThat(into.holds(order())).isTrue();
    assertThat(ranges).containsExactly("null");
  }

  @Test
  void goesOnWhereItWasCut() throws Exception {
    answers.add(upTo(100_000));
    answers.add(upTo(200_000));

    assertThat(fetch()).isTrue();

    assertThat(into.holds(order())).isTrue();
    assertThat(ranges).hasSize(3);
    assertThat(ranges.getLast()).matches("bytes=[0-9]+-");
  }

  @Test
  void goesOnWithWhatAnEarlierProcessHasLeft() throws Exception {
    Files.write(folder.jar(Slot.B), Arrays.copyOf(firmware, 250_000));

    assertThat(fetch()).isTrue();

    assertThat(into.holds(order())).isTrue();
    assertThat(ranges).containsExactly("bytes=250000-");
  }

  @Test
  void beginsAnewWhenTheServerSendsTheWholeInstead() throws Exception {
    Files.write(folder.jar(Slot.B), new byte[250_000]);
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(firmware);
        });

    assertThat(fetch()).isTrue();

    assertThat(into.holds(order())).isTrue();
  }

  @Test
  void saysWhenTheUrlHasEnded() throws Exception {
    answers.add(upTo(100_000));
    answers.add(status(403));
    assertThat(fetch()).isFalse();
    assertThat(into.length()).isPositive().isLessThan(SIZE);
  }

  @Test
  void waitsAsLongAsABusyServerAsks() throws Exception {
    answers.add(status(429, "Retry-After", "1"));
    answers.add(status(503, "Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"));
    long begin = System.nanoTime();

    assertThat(fetch()).isTrue();

    // Its own longest pause is shorter than the second that was asked for.
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(400).toNanos());
  }

  @Test
  void givesUpWhenTheServerStaysBusy() {
    for (int i = 0; i < 4; i++) {
      answers.add(status(503));
    }
    assertThat(failure().reason()).isEqualTo(UpdateFailure.Reason.DOWNLOAD_FAILED);
    assertThat(ranges).hasSize(4);
  }

  @Test
  void givesUpWhenNothingComesAgainAndAgain() {
    for (int i = 0; i < 4; i++) {
      answers.add(status(500));
    }
    assertThat(failure().reason()).isEqualTo(UpdateFailure.Reason.DOWNLOAD_FAILED);
    assertThat(ranges).hasSize(4);
  }

  @Test
  void givesUpAtOnceWhenThereIsNoSuchFirmware() {
    answers.add(status(404));
    assertThat(failure()).hasMessageContaining("404");
    assertThat(ranges).hasSize(1);
  }

  @Test
  void noticesThatTheServerHasLessThanWasOrdered() throws Exception {
    Files.write(folder.jar(Slot.B), Arrays.copyOf(firmware, 250_000));
    answers.add(status(416, "Content-Range", "bytes */250000"));

    assertThat(failure().reason()).isEqualTo(UpdateFailure.Reason.HASH_MISMATCH);
    assertThat(into.length()).isZero();
  }

  @Test
  void takesNoMoreThanWasOrdered() throws Exception {
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          body.write(firmware);
          body.write(firmware);
        });

    // Either the excess is seen here, or by the hash.
    try {
      fetch();
      assertThat(into.length()).isEqualTo(SIZE);
    } catch (UpdateFailure e) {
      assertThat(e.reason()).isEqualTo(UpdateFailure.Reason.HASH_MISMATCH);
    }
    assertThat(into.length()).isLessThanOrEqualTo(SIZE);
  }

  @Test
  void countsAServerThatFallsSilentAsCut() throws Exception {
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(firmware, 0, 1_000);
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(cutWithout(Duration.ofSeconds(2)).fetch(order(), into, bytes -> {})).isTrue();

    assertThat(ranges).containsExactly("null", "bytes=1000-");
    assertThat(into.holds(order())).isTrue();
  }

  @Test
  void tellsHowFarItHasCome() throws Exception {
    List<Long> told = new ArrayList<>();
    download.fetch(order(), into, told::add);
    assertThat(told).isSorted().contains((long) SIZE);
  }
}
