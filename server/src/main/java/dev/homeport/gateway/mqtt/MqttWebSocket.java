package dev.homeport.gateway.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT over WebSocket on the HTTPS port: answers the handshake (RFC 6455 §4.2.2, sub-protocol
 * {@code mqtt}, no extensions) and turns the socket into an MQTT connection like any other.
 */
public final class MqttWebSocket {

  /** Where clients ask for it: the SDKs of the hub, and Paho in the Java provisioning client. */
  public static final List<String> PATHS = List.of("/$iothub/websocket", "/mqtt");

  private static final Logger LOGGER = LoggerFactory.getLogger(MqttWebSocket.class);
  private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final MqttServices services;

  public MqttWebSocket(MqttServices services) {
    this.services = services;
  }

  /** Serves one request; runs on its event loop. */
  public void handle(HttpServerRequest request) {
    String key = request.getHeader("Sec-WebSocket-Key");
    String version = request.getHeader("Sec-WebSocket-Version");
    if (key == null || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request.response().setStatusCode(400).end("WebSocket handshake expected");
      return;
    }
    if (!WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
      request.response().setStatusCode(426).putHeader("Sec-WebSocket-Version", "13").end();
      return;
    }
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    if (protocols == null
        || Arrays.stream(protocols.split(",", -1))
            .map(name -> name.trim().toLowerCase(Locale.ROOT))
            .noneMatch(name -> name.startsWith("mqtt"))) {
      request.response().setStatusCode(400).end("sub-protocol mqtt expected");
      return;
    }
    request
        .response()
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader("Sec-WebSocket-Accept", accept(key))
        .putHeader("Sec-WebSocket-Protocol", "mqtt");
    request
        .toNetSocket()
        .onSuccess(this::upgrade)
        .onFailure(
            cause ->
                LOGGER.atInfo().addKeyValue("cause", cause.toString()).log("handshake failed"));
  }

  private void upgrade(NetSocket socket) {
    ChannelHandlerContext http = ((NetSocketInternal) socket).channelHandlerContext();
    ChannelPipeline pipeline = http.pipeline();
    // What stood above TLS served HTTP; from here on the pipeline is ours.
    for (String name : pipeline.names()) {
      var handler = pipeline.get(name);
      if (handler != null && !(handler instanceof io.netty.handler.ssl.SslHandler)) {
        pipeline.remove(handler);
      }
    }
    MqttPipeline.onWebSocket(pipeline, services);
    pipeline.channel().config().setAutoRead(true);
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1 is part of every JDK", e);
    }
  }
}
