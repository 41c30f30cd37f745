package dev.homeport.gateway.mqtt;

import dev.homeport.messaging.TelemetryIngest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of an MQTT connection, in their order.
 *
 * <pre>
 *   TCP   [tls] ─────────────────┐
 *                                ├→ frames → decoder → encoder → connect ⇒ [idle] → session
 *   HTTPS tls → ws frames → bytes┘
 * </pre>
 */
final class MqttPipeline {

  /** Room for the topic with its property bag beside the largest message. */
  private static final int MAX_PACKET_BYTES = TelemetryIngest.MAX_MESSAGE_BYTES + (64 << 10);

  private static final int MAX_CLIENT_ID_BYTES = 300;

  /** IoT Hub's longest keep-alive; it also stands for "none" (Azure: 1,767 seconds with factor). */
  private static final int MAX_KEEP_ALIVE_SECONDS = 1_177;

  private static final double KEEP_ALIVE_FACTOR = 1.5; // MQTT 3.1.1 §3.1.2.10

  private MqttPipeline() {}

  /** A socket of the MQTT port, with TLS unless {@code tls} is null. */
  static void onSocket(Channel channel, @Nullable SslContext tls, MqttServices services) {
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast("tls", tls.newHandler(channel.alloc()));
    }
    addMqtt(pipeline, services);
  }

  /** A socket of the HTTPS port whose WebSocket handshake is done; TLS is in place. */
  static void onWebSocket(ChannelPipeline pipeline, MqttServices services) {
    WebSocketDecoderConfig frames =
        WebSocketDecoderConfig.newBuilder()
            .allowExtensions(false)
            .maxFramePayloadLength(MAX_PACKET_BYTES + 64)
            .build();
    pipeline.addLast("ws-decoder", new WebSocket13FrameDecoder(frames));
    pipeline.addLast("ws-encoder", new WebSocket13FrameEncoder(false));
    pipeline.addLast("ws-bytes", new WebSocketBytes());
    addMqtt(pipeline, services);
  }

  private static void addMqtt(ChannelPipeline pipeline, MqttServices services) {
    PacketFrames frames = new PacketFrames(MAX_PACKET_BYTES);
    pipeline.addLast("frames", frames);
    pipeline.addLast("decoder", new MqttDecoder(MAX_PACKET_BYTES, MAX_CLIENT_ID_BYTES));
    pipeline.addLast("witness", frames.witness());
    pipeline.addLast("encoder", MqttEncoder.INSTANCE);
    pipeline.addLast("connect", new ConnectHandler(services));
  }

  /** Minds the keep-alive that the client announced. */
  static void minding(ChannelPipeline pipeline, int keepAliveSeconds) {
    int seconds =
        keepAliveSeconds == 0
            ? MAX_KEEP_ALIVE_SECONDS
            : Math.min(keepAliveSeconds, MAX_KEEP_ALIVE_SECONDS);
    pipeline.addLast(
        "idle", new IdleStateHandler((int) Math.ceil(seconds * KEEP_ALIVE_FACTOR), 0, 0));
  }

  /** Whether neither the network nor what the client sent explains {@code cause}. */
  static boolean isOurFault(Throwable cause) {
    return !(cause instanceof IOException || cause instanceof CodecException);
  }

  static String remoteAddress(Channel channel) {
    SocketAddress address = channel.remoteAddress();
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}
