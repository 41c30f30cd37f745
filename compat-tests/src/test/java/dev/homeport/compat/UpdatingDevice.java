package dev.homeport.compat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A device over bare MQTT that does what updates ask of devices: takes an order by method or twin,
 * downloads in ranges, checks the hash and reports each step. Runs on a thread of its own until its
 * connection ends.
 */
final class UpdatingDevice implements AutoCloseable {

  private static final int RANGE = 100_000;

  private final String id;
  private final HttpClient http;
  private final MqttSocket socket;
  private final Thread thread;
  private volatile String version;
  private int requests;
  private volatile @Nullable String failure;
  private volatile @Nullable String lastUrl;

  /**
   * @param version that it runs
   */
  UpdatingDevice(Hub hub, HttpClient http, Login login, String version) {
    this.id = login.clientId();
    this.http = http;
    this.version = version;
    this.socket = hub.connected(login);
    socket.subscribe("$iothub/twin/res/#", 0);
    socket.subscribe("$iothub/twin/PATCH/properties/desired/#", 0);
    // The last one, as a call may come before an answer to anything after it.
    socket.subscribe("$iothub/methods/POST/#", 0);
    report("\"firmware\":\"%s\",\"model\":\"UP-1\"".formatted(version));
    publish("$iothub/twin/GET/?$rid=twin", "");
    this.thread = Thread.ofVirtual().name("updating-" + id).start(this::run);
  }

  /**
   * From now on its updates fail.
   *
   * @param reason null: no more
   */
  void failing(@Nullable String reason) {
    failure = reason;
  }

  /** That it runs. */
  String version() {
    return version;
  }

  /** The URL that it was given last. */
  @Nullable String lastUrl() {
    return lastUrl;
  }

  private void publish(String topic, String body) {
    socket.publish(topic, body.getBytes(StandardCharsets.UTF_8), 0, false);
  }

  private void report(String members) {
    publish("$iothub/twin/PATCH/properties/reported/?$rid=" + ++requests, "{" + members + "}");
  }

  private void run() {
    try {
      while (true) {
        MqttSocket.Packet packet = socket.receive();
        if (packet.type() == MqttSocket.PUBLISH) {
          take(packet.topic(), packet.text());
        }
      }
    } catch (UncheckedIOException | AssertionError e) {
      // the connection has ended
    }
  }

  private void take(String topic, String text) {
    if (topic.startsWith("$iothub/methods/POST/startUpdate/")) {
      publish(
          "$iothub/methods/res/202/" + topic.substring(topic.indexOf('?')),
          "{\"status\":\"Queued\"}");
      update(json(text));
    } else if (topic.startsWith("$iothub/methods/POST/")) {
      publish("$iothub/methods/res/409/" + topic.substring(topic.indexOf('?')), "{}");
    } else if (topic.startsWith("$iothub/twin/res/200/") && topic.contains("$rid=twin")) {
      update(json(text).path("desired").path("firmware"));
    } else if (topic.startsWith("$iothub/twin/PATCH/properties/desired/")) {
      update(json(text).path("firmware"));
    }
  }

  private static JsonNode json(String text) {
    try {
      return People.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void update(JsonNode order) {
    String url = order.path("url").asText();
    if (url.isEmpty() || order.path("version").asText().equals(version)) {
      return;
    }
    lastUrl = url;
    progress(order, "\"status\":\"InProgress\",\"step\":\"Downloading\",\"percent\":0");
    String reason = failure == null ? download(order, url) : failure;
    if (reason != null) {
      progress(order, "\"status\":\"Failed\",\"reason\":\"%s\"".formatted(reason));
      return;
    }
    progress(order, "\"status\":\"InProgress\",\"step\":\"Verifying\"");
    progress(order, "\"status\":\"InProgress\",\"step\":\"Installing\"");
    version = order.path("version").asText();
    report("\"firmware\":\"%s\"".formatted(version));
    progress(order, "\"status\":\"Completed\"");
  }

  private void progress(JsonNode order, String rest) {
    report(
        "\"firmwareUpdate\":{\"deploymentId\":\"%s\",\"version\":\"%s\",%s}"
            .formatted(order.path("deploymentId").asText(), order.path("version").asText(), rest));
  }

  /** In ranges; why it failed, or null. */
  private @Nullable String download(JsonNode order, String url) {
    int size = order.path("size").asInt();
    ByteArrayOutputStream content = new ByteArrayOutputStream(size);
    try {
      while (content.size() < size) {
        HttpResponse<byte[]> part =
            http.send(
                HttpRequest.newBuilder(URI.create(url))
                    .header(
                        "Range",
                        "bytes=%d-%d".formatted(content.size(), content.size() + RANGE - 1))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (part.statusCode() != 206) {
          return "DownloadFailed";
        }
        content.writeBytes(part.body());
      }
      String hash =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
      return hash.equals(order.path("sha256").asText()) ? null : "HashMismatch";
    } catch (IOException e) {
      return "DownloadFailed";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "DownloadFailed";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join(java.time.Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
