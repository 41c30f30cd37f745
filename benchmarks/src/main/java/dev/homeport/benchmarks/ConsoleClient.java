package dev.homeport.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A started server as the console and Prometheus see it. */
final class ConsoleClient {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final HttpClient http;
  private final URI console;

  ConsoleClient(SSLContext tls, URI console) {
    this.http = HttpClient.newBuilder().sslContext(tls).build();
    this.console = console;
  }

  /** The cookies of a session. */
  String signIn(String user, String password) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"userName\":\"%s\",\"password\":\"%s\"}".formatted(user, password))));
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst(";.*", ""))
        .collect(Collectors.joining("; "));
  }

  /**
   * The value of a counter.
   *
   * @param counter what its line begins with
   */
  long counted(String counter) throws IOException, InterruptedException {
    return send(request("/q/metrics").GET())
        .body()
        .lines()
        .filter(line -> line.startsWith(counter))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server does not count " + counter));
  }

  /** The console's live connection, which has asked for changes. */
  WebSocket live(String cookies, WebSocket.Listener listener) {
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Cookie", cookies)
            .header("Origin", "https://" + console.getRawAuthority())
            .buildAsync(URI.create("wss://" + console.getRawAuthority() + "/api/v1/live"), listener)
            .join();
    socket.sendText("{\"type\":\"subscribe\",\"telemetryOf\":[]}", true).join();
    return socket;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(console.resolve(path)).timeout(LIMIT);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }
}
