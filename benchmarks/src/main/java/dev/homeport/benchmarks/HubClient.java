package dev.homeport.benchmarks;

import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** A started server as a back end sees it that has a policy's connection string. */
final class HubClient implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final HttpClient http;
  private final HubConnectionString hub;

  HubClient(HubConnectionString hub, SSLContext trust) {
    this.http = HttpClient.newBuilder().sslContext(trust).build();
    this.hub = hub;
  }

  /** A body that is text, as a rule JSON. */
  String call(String method, String pathAndQuery, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return call(
        request(pathAndQuery).header("Content-Type", "application/json").method(method, body));
  }

  /**
   * Puts a piece of a file.
   *
   * @param range as {@code Content-Range} has it
   */
  void put(String path, String contentType, String range, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    call(
        request(path).header("Content-Type", contentType).header("Content-Range", range).PUT(body));
  }

  private String call(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request.header("Accept", "application/json").build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  /** Reads a file to its end and says how many bytes it has. */
  long download(String pathAndQuery) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(request(pathAndQuery).build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw refused(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("https://" + hub.hostName() + pathAndQuery))
        .timeout(LIMIT)
        .header(
            "Authorization",
            SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))));
  }

  private static IOException refused(int status, String body) {
    return new IOException("the server answered " + status + ": " + body);
  }

  @Override
  public void close() {
    http.close();
  }
}
