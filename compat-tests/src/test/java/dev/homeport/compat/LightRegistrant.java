package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A device that registers without an SDK, by HTTPS or MQTT, and tries again until it is assigned
 * and has connected to its hub. Confined to its thread.
 */
final class LightRegistrant {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int PATIENCE_MILLIS = 20_000;

  private final SSLContext tls;
  private final String resource;
  private final String id;
  private final String key;
  private final boolean byHttps;

  LightRegistrant(SSLContext tls, String idScope, String id, String key, boolean byHttps) {
    this.tls = tls;
    this.resource = idScope + "/registrations/" + id;
    this.id = id;
    this.key = key;
    this.byHttps = byHttps;
  }

  /** The host name of the hub that it came to. */
  String finish(Duration limit) throws InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (true) {
      try {
        String hub = register();
        connect(hub);
        return hub;
      } catch (IOException | UncheckedIOException | AssertionError e) {
        if (Instant.now().isAfter(end)) {
          throw new IllegalStateException(id + " was not assigned", e);
        }
        Thread.sleep(PAUSE); // the server is away
      }
    }
  }

  /** The host name of the hub that it is assigned to. */
  String register() throws IOException, InterruptedException {
    JsonNode state = byHttps ? registerByHttps() : registerByMqtt();
    return state.path("registrationState").path("assignedHub").asText();
  }

  private String token() {
    return Hub.sas(resource, key, Duration.ofHours(1), "registration");
  }

  private JsonNode registerByHttps() throws IOException, InterruptedException {
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(Hub.HOST, 443)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      JsonNode state = ask(socket, in, "PUT", "/" + resource + "/register", "{}");
      String operation = "/" + resource + "/operations/" + state.path("operationId").asText();
      while (!state.path("status").asText().equals("assigned")) {
        Thread.sleep(PAUSE);
        state = ask(socket, in, "GET", operation, "");
      }
      return state;
    }
  }

  private JsonNode ask(SSLSocket socket, InputStream in, String method, String path, String body)
      throws IOException {
    String request =
        """
        %s %s?api-version=2019-03-31 HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(method, path, token(), body.length(), body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
      }
    }
    String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.contains(" 20")) {
      throw new IOException(status + " " + answer);
    }
    return JSON.readTree(answer);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private JsonNode registerByMqtt() throws IOException, InterruptedException {
    try (MqttSocket socket = MqttSocket.open(tls)) {
      welcome(
          socket.connect(
              Login.of(id, token()).named(resource + "/api-version=2019-03-31&ClientVersion=1")));
      socket.subscribe("$dps/registrations/res/#", 0);
      JsonNode state = ask(socket, "PUT/iotdps-register/?$rid=1", "{}");
      String operation = state.path("operationId").asText();
      while (!state.path("status").asText().equals("assigned")) {
        Thread.sleep(PAUSE);
        state =
            ask(socket, "GET/iotdps-get-operationstatus/?$rid=2&operationId=" + operation, "{}");
      }
      return state;
    }
  }

  private static JsonNode ask(MqttSocket socket, String topic, String body) throws IOException {
    long asked = System.nanoTime();
    socket.publish("$dps/registrations/" + topic, body.getBytes(StandardCharsets.UTF_8), 0, false);
    MqttSocket.Packet answer = socket.receive(MqttSocket.PUBLISH);
    // Time enough for an SDK that begins to listen once it has published.
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(90));
    String name = answer.topic();
    if (!name.startsWith("$dps/registrations/res/20")) {
      throw new IOException(name);
    }
    return JSON.readTree(answer.payload());
  }

  /** As the hub's device that it has become. */
  private void connect(String hub) throws IOException {
    try (MqttSocket socket = MqttSocket.open(tls)) {
      String token = Hub.sas(hub + "/devices/" + id, key, Duration.ofHours(1), "");
      welcome(
          socket.connect(Login.of(id, token).named(hub + "/" + id + "/?api-version=2021-04-12")));
      socket.publishAndWait("devices/" + id + "/messages/events/", "{}");
    }
  }

  private static void welcome(MqttSocket.Welcome welcome) throws IOException {
    if (welcome.returnCode() != 0) {
      throw new IOException("refused with " + welcome.returnCode());
    }
  }
}
