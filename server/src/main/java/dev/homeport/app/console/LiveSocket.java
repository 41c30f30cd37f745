package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.app.account.Callers;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's WebSocket, about one hub for as long as it stands. The client says {@code
 * {"type":"subscribe","telemetryOf":[…],"resumeFrom":"…"}}; what the server says is made by the
 * hub's {@link LiveFeed}. Who may open one is up to {@link LiveUpgrade}.
 */
@WebSocket(path = LiveSocket.PATH)
public class LiveSocket {

  static final String PATH = "/api/v1/live";

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveSocket.class);
  private static final CloseReason MALFORMED = new CloseReason(1003, "no message of this API");

  private final LiveFeeds feeds;
  private final Callers callers;
  private final ObjectMapper json;

  public LiveSocket(LiveFeeds feeds, Callers callers, ObjectMapper json) {
    this.feeds = feeds;
    this.callers = callers;
    this.json = json;
  }

  @OnOpen
  @RunOnVirtualThread
  public void open(WebSocketConnection connection) {
    String authorization = connection.handshakeRequest().header("authorization");
    Optional<Callers.Known> known =
        callers.of(authorization, connection.handshakeRequest().header("cookie"));
    LiveFeed feed = feed(connection).orElse(null);
    if (known.isEmpty() || feed == null) {
      connection.closeAndAwait();
      return;
    }
    feed.open(
        connection.id(),
        new LiveClient.Wire() {
          @Override
          public void send(String text) {
            connection.sendTextAndAwait(text);
          }

          @Override
          public void close() {
            if (connection.isOpen()) {
              connection
                  .close()
                  .subscribe()
                  .with(
                      _ -> {},
                      fault ->
                          LOGGER
                              .atDebug()
                              .addKeyValue("cause", fault.toString())
                              .log("live socket was closed already"));
            }
          }
        },
        () -> callers.isStillThere(known.get(), authorization));
    if (connection.isClosed()) {
      feed.close(connection.id());
    }
  }

  /** Empty when the hub was removed. */
  private Optional<LiveFeed> feed(WebSocketConnection connection) {
    return feeds.of(connection.userData().get(LiveUpgrade.HUB));
  }

  @OnTextMessage
  @RunOnVirtualThread
  public void message(String text, WebSocketConnection connection) {
    try {
      JsonNode message = json.readTree(text);
      if (message.path("type").asText().equals("subscribe")) {
        List<String> telemetryOf = new ArrayList<>();
        message.path("telemetryOf").forEach(id -> telemetryOf.add(id.asText()));
        JsonNode resumeFrom = message.path("resumeFrom");
        String from = resumeFrom.isTextual() ? resumeFrom.asText() : null;
        feed(connection).ifPresent(feed -> feed.subscribe(connection.id(), telemetryOf, from));
        return;
      }
    } catch (JsonProcessingException e) {
      LOGGER.atDebug().log("live socket sent no JSON");
    }
    connection.closeAndAwait(MALFORMED);
  }

  @OnClose
  @RunOnVirtualThread
  public void closed(WebSocketConnection connection) {
    feed(connection).ifPresent(feed -> feed.close(connection.id()));
  }

  @OnError
  public void failed(WebSocketConnection connection, Throwable fault) {
    LOGGER.atDebug().addKeyValue("cause", fault.toString()).log("live socket failed");
    closed(connection);
  }
}
