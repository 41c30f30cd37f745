package dev.homeport.compat;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A live connection of the console, and what it was told. Thread-safe. */
final class LiveConnection implements WebSocket.Listener, AutoCloseable {

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder(); // confined to onText, one call at a time
  private volatile boolean closed;
  private @Nullable WebSocket socket;

  private LiveConnection() {}

  /** Opens one from a page of the address's own server, and subscribes. */
  static LiveConnection open(
      HttpClient http, URI address, String header, String value, String... telemetryOf) {
    LiveConnection live = new LiveConnection();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Origin", "https://" + address.getAuthority())
            .header(header, value)
            .buildAsync(URI.create(address.toString().replaceFirst("https", "wss")), live)
            .join();
    live.socket = socket;
    await().atMost(Duration.ofSeconds(60)).until(() -> live.told("hello").findAny().isPresent());
    String subscription = People.json(Map.of("type", "subscribe", "telemetryOf", telemetryOf));
    socket.sendText(subscription, true).join();
    return live;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      messages.add(parsed(text.toString()));
      text.setLength(0);
    }
    return WebSocket.Listener.super.onText(from, part, last);
  }

  private static JsonNode parsed(String message) {
    try {
      return People.JSON.readTree(message);
    } catch (IOException e) {
      throw new UncheckedIOException(message, e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = true;
    return WebSocket.Listener.super.onClose(from, code, reason);
  }

  @Override
  public void onError(WebSocket from, Throwable fault) {
    closed = true;
  }

  /** The messages of that type, the oldest first. */
  Stream<JsonNode> told(String type) {
    return messages.stream().filter(message -> message.path("type").asText().equals(type));
  }

  /** How a device was each time that it was told of. */
  List<JsonNode> states(String deviceId) {
    return told("devices")
        .flatMap(message -> message.path("changed").valueStream())
        .filter(row -> row.path("deviceId").asText().equals(deviceId))
        .toList();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
