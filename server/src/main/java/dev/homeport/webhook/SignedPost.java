package dev.homeport.webhook;

import dev.homeport.ForeignHosts;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to programs, signed over the body. Redirects are not followed, and addresses of the
 * server's own machine and link are refused: otherwise who may name a URL could reach what only the
 * server may, such as a cloud's metadata. Thread-safe; blocks, for 10 s at most.
 */
public final class SignedPost implements AutoCloseable {

  /** What an answer may have, in bytes. */
  public static final int MAX_ANSWER = 64 << 10;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String HMAC = "HmacSHA256";

  private final ForeignHosts hosts;
  private final HttpClient http;

  /**
   * @param ownMachine whether programs on the server's machine may be called
   */
  public SignedPost(boolean ownMachine) {
    this.hosts = new ForeignHosts(ownMachine);
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LIMIT)
            .build();
  }

  /**
   * Sends a message once.
   *
   * @param delivery the same for each attempt of a message, as {@code X-Homeport-Delivery}
   * @param json the body, signed as {@code X-Homeport-Signature}
   * @return why it was in vain, without the path of the URL; null when it was not
   */
  public @Nullable String post(Webhook to, String delivery, String json) {
    return send(to, delivery, json, BodyHandlers.discarding()).problem();
  }

  /** The same, with what the program answers: at most {@link #MAX_ANSWER} bytes. */
  public Answer<byte[]> ask(Webhook to, String delivery, String json) {
    return send(to, delivery, json, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
  }

  /**
   * What a program answered, or why it did not.
   *
   * @param body null only with a problem, or where none is kept
   */
  public record Answer<T>(@Nullable String problem, @Nullable T body) {}

  private <T> Answer<T> send(Webhook to, String delivery, String json, BodyHandler<T> handler) {
    String host = to.url().getHost();
    try {
      String refusal = hosts.refusal(host);
      if (refusal != null) {
        return failed(refusal);
      }
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      HttpResponse<T> answer =
          whole(
              HttpRequest.newBuilder(to.url())
                  .header("Content-Type", "application/json")
                  .header("User-Agent", "Homeport")
                  .header("X-Homeport-Delivery", delivery)
                  .header("X-Homeport-Signature", signature(to, body))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              handler);
      int status = answer.statusCode();
      return status >= 200 && status < 300
          ? new Answer<>(null, answer.body())
          : failed(host + " answered " + status);
    } catch (UnknownHostException e) {
      return failed(host + " has no address");
    } catch (IOException e) {
      return failed(host + " did not take it: " + Objects.toString(e.getMessage(), e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  /** The client's own limit ends with the head of an answer, whose body may drip for ever. */
  private <T> HttpResponse<T> whole(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer in " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static <T> Answer<T> failed(String problem) {
    return new Answer<>(problem, null);
  }

  /** As {@code sha256=…} in hex. */
  private static String signature(Webhook to, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(to.secret().reveal().getBytes(StandardCharsets.UTF_8), HMAC));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
