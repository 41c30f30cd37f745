package dev.homeport.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Homeport's own API as the first account sees it after it has signed in. */
final class ConsoleApi {

  private static final URI BASE = URI.create("https://127.0.0.1/api/v1/");

  private final HttpClient http;
  private final String cookie;

  ConsoleApi(HomeportServer server) {
    this.http = HttpClient.newBuilder().sslContext(server.trust()).build();
    HttpResponse<String> answer =
        send(
            request("session")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"userName\":\"%s\",\"password\":\"%s\"}"
                            .formatted(
                                server.endpoint("HOMEPORT_ADMIN_USER"),
                                server.endpoint("HOMEPORT_ADMIN_PASSWORD")))));
    this.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  /** Reads what is at {@code path} below {@code /api/v1/}. */
  HttpResponse<String> get(String path) {
    return send(request(path).header("Cookie", cookie).GET());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(BASE.resolve(path))
        .timeout(Duration.ofSeconds(120))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
