package dev.homeport.benchmarks;

import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Jobs over connected devices: the time from the request that makes a job until the hub says that
 * it is completed, with an outcome of every device stored.
 */
final class JobLoad implements AutoCloseable {

  /** What the names of its devices begin with, and of no others. */
  static final String PREFIX = "bench-job-";

  private static final String CALLS = "$iothub/methods/POST/";
  private static final byte[] ANSWER = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Pattern STATUS = Pattern.compile("\"status\":\"([a-z]+)\"");
  private static final Pattern SUCCEEDED = Pattern.compile("\"succeededCount\":([0-9]+)");

  private final Target target;
  private final HubConnectionString hub;
  private final HttpClient http;

  JobLoad(Target target, HubConnectionString hub, SSLContext tls) {
    this.target = target;
    this.hub = hub;
    this.http =
        HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Seconds of each kind of job over all devices. */
  record Result(double patchSeconds, double callSeconds) {}

  Result run() throws IOException, InterruptedException {
    LongAdder called = new LongAdder();
    try (Connections<Answerer> connections =
        Connections.open(target, client -> new Answerer(client, called))) {
      List<Answerer> devices = connections.devices();
      devices.forEach(
          device -> device.context().executor().execute(() -> device.subscribe(CALLS + "#")));
      Thread.sleep(2_000); // until the subscriptions stand
      double patch =
          job(
              """
              {"type":"scheduleUpdateTwin","queryCondition":"STARTSWITH(deviceId, '%s')",
               "maxExecutionTimeInSeconds":300,
               "updateTwin":{"etag":"*","properties":{"desired":{"mark":"%s"}}}}"""
                  .formatted(PREFIX, UUID.randomUUID()));
      double call =
          job(
              """
              {"type":"scheduleDeviceMethod","queryCondition":"STARTSWITH(deviceId, '%s')",
               "maxExecutionTimeInSeconds":300,
               "cloudToDeviceMethod":{"methodName":"ping","responseTimeoutInSeconds":60}}"""
                  .formatted(PREFIX));
      if (called.sum() != devices.size()) {
        throw new IllegalStateException(called.sum() + " calls for " + devices.size());
      }
      connections.requireWhole();
      return new Result(patch, call);
    }
  }

  private double job(String body) throws IOException, InterruptedException {
    String path = "/jobs/v2/" + UUID.randomUUID();
    long begin = System.nanoTime();
    send("PUT", path, body);
    while (true) {
      String job = send("GET", path, "");
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (!field(STATUS, job).equals("running") && !field(STATUS, job).equals("enqueued")) {
        if (Long.parseLong(field(SUCCEEDED, job)) != target.clients().size()) {
          throw new IllegalStateException("not all devices succeeded: " + job);
        }
        return seconds;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static String field(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("not a job: " + text);
    }
    return matcher.group(1);
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("https://" + hub.hostName() + path + "?api-version=2021-04-12"))
                .header(
                    "Authorization",
                    SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1))))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    http.close();
  }

  private final class Answerer extends LoadDevice {

    private final LongAdder called;

    Answerer(Target.Client client, LongAdder called) {
      super(client, target.tls() != null);
      this.called = called;
    }

    @Override
    public void received(String topic, int packetId, ByteBuf payload) {
      int request = topic.indexOf("/?$rid=");
      if (topic.startsWith(CALLS) && request > 0) {
        called.increment();
        publish("$iothub/methods/res/200" + topic.substring(request), 0, ANSWER);
      }
    }
  }
}
