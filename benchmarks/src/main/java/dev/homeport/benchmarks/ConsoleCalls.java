package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.TrustedAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measures what the console asks for when it opens its overview and its table of devices. */
final class ConsoleCalls {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What the console shows, and what it asks for. */
  private record Measure(String what, String path) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("overview", "overview"),
          new Measure("map of the world", "overview/map"),
          new Measure("map of a country", "overview/map?west=5.6&south=45&east=16.9&north=55.125"),
          new Measure("devices, first page", "devices?pageSize=50"),
          new Measure(
              "devices, the last active first",
              "devices?pageSize=50&sort=lastActivityTime&order=desc"),
          new Measure("devices, by firmware", "devices?pageSize=50&sort=firmware"),
          new Measure("devices, by connection", "devices?pageSize=50&sort=connectionState"),
          new Measure("devices, disabled only", "devices?pageSize=50&status=disabled"),
          new Measure("devices, part of an id, 11 found", "devices?pageSize=50&search=012345"),
          new Measure("devices, page 10,000", "devices?pageSize=50&page=9999"));

  private final HttpClient http;
  private final String origin;
  private String cookies = "";

  ConsoleCalls(HubConnectionString hub, Path caFile) throws IOException {
    this.origin = "https://" + hub.hostName();
    this.http = HttpClient.newBuilder().sslContext(TrustedAuthority.sslContext(caFile)).build();
  }

  void measure(String user, String password, int rounds, Consumer<String> say)
      throws IOException, InterruptedException {
    cookies =
        send(
                HttpRequest.newBuilder(URI.create(origin + "/api/v1/session"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            JSON.writeValueAsString(
                                Map.of("userName", user, "password", password)))))
            .headers()
            .allValues("Set-Cookie")
            .stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    say.accept("| The console asks for | first, ms | median, ms | slowest, ms |");
    say.accept("| --- | --- | --- | --- |");
    for (Measure measure : MEASURES) {
      double first = millis(measure);
      double[] millis = new double[rounds];
      double slowest = first;
      for (int round = 0; round < rounds; round++) {
        millis[round] = millis(measure);
        slowest = Math.max(slowest, millis[round]);
      }
      say.accept(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f |",
              measure.what(),
              first,
              Figures.median(millis),
              slowest));
    }
  }

  private double millis(Measure measure) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    send(
        HttpRequest.newBuilder(URI.create(origin + "/api/v1/" + measure.path()))
            .header("Cookie", cookies)
            .GET());
    return (System.nanoTime() - begin) / 1e6;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request.timeout(LIMIT).header("X-Homeport-Request", "1").build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }
}
