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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A back end that calls a direct method of one connected device after the other at a steady rate.
 * Latency is from the time at which a call was due to the HTTP answer.
 */
final class MethodLoad {

  private static final int WARM_UP_SECONDS = 5;
  private static final String CALLS = "$iothub/methods/POST/";
  private static final byte[] ANSWER = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
  private static final String BODY =
      """
      {"methodName":"ping","payload":{"level":1},"responseTimeoutInSeconds":30}""";

  private final Target target;
  private final HubConnectionString hub;
  private final HttpClient http;
  private final Histogram micros = new ConcurrentHistogram(60_000_000, 3);
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  MethodLoad(Target target, HubConnectionString hub, SSLContext tls) {
    this.target = target;
    this.hub = hub;
    this.http =
        HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  Histogram run(int perSecond, int seconds) throws InterruptedException {
    String token = SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofHours(1)));
    long nanosBetween = 1_000_000_000L / perSecond;
    int warmUp = WARM_UP_SECONDS * perSecond;
    int calls = warmUp + seconds * perSecond;
    try (Connections<Answerer> connections = Connections.open(target, Answerer::new)) {
      List<Answerer> devices = connections.devices();
      devices.forEach(
          device -> device.context().executor().execute(() -> device.subscribe(CALLS + "#")));
      Thread.sleep(2_000); // until the subscriptions stand
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
          long due = begin + i * nanosBetween;
          for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
          }
          String deviceId = devices.get(i % devices.size()).client().clientId();
          boolean counts = i >= warmUp;
          callers.execute(() -> call(deviceId, token, due, counts));
        }
      }
      connections.requireWhole();
    } finally {
      http.close();
    }
    String why = failure.get();
    if (why != null) {
      throw new IllegalStateException("a method call failed: " + why);
    }
    return micros;
  }

  private void call(String deviceId, String token, long due, boolean counts) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "https://%s/twins/%s/methods?api-version=2021-04-12"
                        .formatted(hub.hostName(), deviceId)))
            .header("Authorization", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        failure.compareAndSet(null, response.statusCode() + " " + response.body());
      } else if (counts) {
        micros.recordValue(Math.clamp((System.nanoTime() - due) / 1_000, 1, 60_000_000));
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Answerer extends LoadDevice {

    Answerer(Target.Client client) {
      super(client, target.tls() != null);
    }

    @Override
    public void received(String topic, int packetId, ByteBuf payload) {
      int request = topic.indexOf("/?$rid=");
      if (topic.startsWith(CALLS) && request > 0) {
        publish("$iothub/methods/res/200" + topic.substring(request), 0, ANSWER);
      }
    }
  }
}
