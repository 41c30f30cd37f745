package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A device of a group that registers by HTTPS on a connection of its own, waits as it is told, and
 * asks until it is assigned. Confined to its event loop.
 */
final class RegisteringDevice extends SimpleChannelInboundHandler<FullHttpResponse> {

  /**
   * Where devices register.
   *
   * @param groupKey of the enrollment group whose devices they are
   */
  record Service(String host, SslContext tls, String idScope, byte[] groupKey) {}

  /**
   * What it took one device, in microseconds from its connect.
   *
   * @param asked until the first answer
   * @param whole until it was assigned
   */
  record Times(long asked, long whole) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HTTPS = 443;
  private static final int MAX_ANSWER_BYTES = 64 << 10;

  private final Service service;
  private final String registrationId;
  private final CompletableFuture<Times> times = new CompletableFuture<>();
  private final long begin = System.nanoTime();
  private String token = "";
  private long asked;

  private RegisteringDevice(Service service, String registrationId) {
    this.service = service;
    this.registrationId = registrationId;
  }

  /**
   * Begins.
   *
   * @param number unlike that of any other, so that no TLS session is resumed
   */
  static CompletableFuture<Times> register(
      Bootstrap bootstrap, Service service, String registrationId, int number) {
    RegisteringDevice device = new RegisteringDevice(service, registrationId);
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel socket) {
                socket
                    .pipeline()
                    .addLast(
                        service.tls().newHandler(socket.alloc(), service.host(), number),
                        new HttpClientCodec(),
                        new HttpObjectAggregator(MAX_ANSWER_BYTES),
                        device);
              }
            })
        .connect(service.host(), HTTPS)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                device.times.completeExceptionally(connected.cause());
              }
            });
    return device.times;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent shaken && shaken.isSuccess()) {
      token = token();
      ask(
          context,
          HttpMethod.PUT,
          "/register",
          "{\"registrationId\":\"%s\"}".formatted(registrationId));
    }
    context.fireUserEventTriggered(event);
  }

  private void ask(ChannelHandlerContext context, HttpMethod method, String what, String body) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            method,
            "/" + path() + what + "?api-version=2019-03-31",
            Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    request
        .headers()
        .set(HttpHeaderNames.HOST, service.host())
        .set(HttpHeaderNames.AUTHORIZATION, token)
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, request.content().readableBytes());
    context.writeAndFlush(request, context.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer)
      throws IOException {
    String text = answer.content().toString(StandardCharsets.UTF_8);
    HttpResponseStatus status = answer.status();
    if (!status.equals(HttpResponseStatus.OK) && !status.equals(HttpResponseStatus.ACCEPTED)) {
      throw new IOException(status + ": " + text);
    }
    long now = micros();
    if (asked == 0) {
      asked = now;
    }
    JsonNode state = JSON.readTree(text);
    if (state.path("status").asText().equals("assigned")) {
      times.complete(new Times(asked, now));
      context.close();
      return;
    }
    String operation = "/operations/" + state.path("operationId").asText();
    context
        .executor()
        .schedule(
            () -> ask(context, HttpMethod.GET, operation, ""),
            answer.headers().getInt(HttpHeaderNames.RETRY_AFTER, 0),
            TimeUnit.SECONDS);
  }

  private long micros() {
    return (System.nanoTime() - begin) / 1_000;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    times.completeExceptionally(new IOException("the server ended the connection"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    times.completeExceptionally(cause);
    context.close();
  }

  private String path() {
    return service.idScope() + "/registrations/" + registrationId;
  }

  private String token() {
    String sr = URLEncoder.encode(path(), StandardCharsets.UTF_8);
    long expiry = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
    byte[] signature = hmac(hmac(service.groupKey(), registrationId), sr + "\n" + expiry);
    return "SharedAccessSignature sr="
        + sr
        + "&sig="
        + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8)
        + "&se="
        + expiry
        + "&skn=registration";
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
