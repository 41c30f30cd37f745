package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program of a user's own on this machine, which a server calls with signed messages. */
final class WebhookProgram implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private record Call(String signature, String body) {}

  private final String secret;
  private final HttpServer server;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private volatile int status = 204;
  private volatile String answer = "";
  private volatile boolean silent;

  /**
   * @param secret that calls are to be signed with
   */
  WebhookProgram(String secret) throws IOException {
    this.secret = secret;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What it answers from now on. */
  void answers(int next, String body) {
    status = next;
    answer = body;
    silent = false;
  }

  /** From now on it takes calls and says nothing. */
  void isSilent() {
    silent = true;
  }

  private void take(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestHeaders().getFirst("X-Homeport-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (silent) {
      return; // the caller closes
    }
    try (exchange) {
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The next call that nobody has looked at, which is signed as it should be. */
  String signedCall() throws InterruptedException, GeneralSecurityException {
    Call call = Objects.requireNonNull(calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(call.signature())
        .isEqualTo(
            "sha256="
                + HexFormat.of()
                    .formatHex(mac.doFinal(call.body().getBytes(StandardCharsets.UTF_8))));
    return call.body();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
