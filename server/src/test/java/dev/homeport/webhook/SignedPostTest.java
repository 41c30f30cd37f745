package dev.homeport.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.homeport.HubException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignedPostTest {

  private static final String SECRET = "a secret of the test";
  private static final String BODY = "{\"alerts\":2,\"what\":\"ü\"}";

  private record Call(String path, String signature, String delivery, String body) {}

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private @Nullable HttpServer server;
  private int port;

  @BeforeEach
  void setUp() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.createContext("/", this::answer);
    started.start();
    server = started;
    port = started.getAddress().getPort();
  }

  @AfterEach
  void tearDown() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.add(
          new Call(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("X-Homeport-Signature"),
              exchange.getRequestHeaders().getFirst("X-Homeport-Delivery"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (exchange.getRequestURI().getPath().equals("/away")) {
        exchange.getResponseHeaders().add("Location", "/secret");
        exchange.sendResponseHeaders(307, -1);
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private @Nullable String post(boolean ownMachine, String url) {
    try (SignedPost posts = new SignedPost(ownMachine)) {
      return posts.post(Webhook.of(url, SECRET), "7", BODY);
    }
  }

  @Test
  void postsAMessageThatIsSignedOverItsBody() {
    assertThat(post(true, "http://127.0.0.1:" + port + "/hook")).isNull();

    Call call = calls.remove();
    assertThat(call.body()).isEqualTo(BODY);
    assertThat(call.delivery()).isEqualTo("7");
    assertThat(call.signature()).isEqualTo(HookSignature.of(SECRET, call.body()));
  }

  @Test
  void followsNoRedirect() {
    assertThat(post(true, "http://127.0.0.1:" + port + "/away"))
        .isEqualTo("127.0.0.1 answered 307");

    assertThat(calls).extracting(Call::path).containsExactly("/away");
  }

  @Test
  void callsNobodyOnItsOwnMachineOrLink() {
    for (String host :
        List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]")) {
      assertThat(post(false, "http://" + host + ":" + port + "/hook"))
          .as(host)
          .contains("the server's own machine or link");
    }
    assertThat(post(true, "http://169.254.169.254/latest/meta-data"))
        .contains("the server's own machine or link");
    assertThat(calls).isEmpty();
  }

  @Test
  void tellsThatNobodyAnswers() {
    if (server != null) {
      server.stop(0);
      server = null;
    }

    assertThat(post(true, "http://127.0.0.1:" + port + "/hook")).contains("127.0.0.1");
  }

  @Test
  void refusesWhatIsNoAddressOfTheWebAndShortSecrets() {
    for (String url :
        List.of("", "ftp://a.b/", "file:///etc/passwd", "https://", "https://u:p@a.b/", "a b")) {
      assertThatThrownBy(() -> Webhook.of(url, SECRET)).as(url).isInstanceOf(HubException.class);
    }
    assertThatThrownBy(() -> Webhook.of("https://a.b", "short")).isInstanceOf(HubException.class);
  }
}
