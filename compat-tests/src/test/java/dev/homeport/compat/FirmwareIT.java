package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Firmware over the wire: up in pieces, down in ranges. */
@Order(1)
final class FirmwareIT {

  private static final String UPLOADS = "/api/v1/firmware/uploads";

  private final Hub hub = new Hub();
  private final HttpClient http = HttpClient.newBuilder().sslContext(hub.server.trust()).build();
  private final byte[] content = new byte[3_000_000];

  FirmwareIT() {
    new Random(7).nextBytes(content);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return People.JSON.readTree(answer.body());
  }

  private JsonNode begin(String version, String sha256) throws IOException {
    return json(
        hub.call(
            "POST",
            UPLOADS,
            People.json(
                Map.of(
                    "name",
                    "firmware-it",
                    "version",
                    version,
                    "size",
                    content.length,
                    "sha256",
                    sha256)),
            "Content-Type",
            "application/json"));
  }

  private HttpResponse<String> piece(String id, int from, int to, byte[] bytes) {
    return hub.call(
        hub.ownerToken(),
        "PUT",
        UPLOADS + "/" + id + "/content",
        bytes,
        "Content-Type",
        "application/octet-stream",
        "Content-Range",
        "bytes %d-%d/%d".formatted(from, to - 1, content.length));
  }

  private HttpResponse<byte[]> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void firmwareGoesUpInPiecesAndDownInRanges() throws Exception {
    String hash = sha256(content);
    String id = begin("1.0.0", hash).path("id").asText();
    int half = 2_500_000; // more than bodies of other calls may have
    assertThat(piece(id, 0, half, Arrays.copyOf(content, half)).statusCode()).isEqualTo(200);
    assertThat(piece(id, 0, half, Arrays.copyOf(content, half)).statusCode()).isEqualTo(409);
    JsonNode again = begin("1.0.0", hash);
    assertThat(again.path("id").asText()).isEqualTo(id);
    assertThat(again.path("received").asInt()).isEqualTo(half);
    piece(id, half, content.length, Arrays.copyOfRange(content, half, content.length));

    HttpResponse<String> completed = hub.call("POST", UPLOADS + "/" + id + "/complete", "");

    assertThat(completed.statusCode()).as(completed.body()).isEqualTo(201);
    JsonNode firmware = json(completed);
    assertThat(firmware.path("sha256").asText()).isEqualTo(hash);
    String path = "/api/v1/firmware/" + firmware.path("id").asText();
    String url = json(hub.call("POST", path + "/download", "")).path("url").asText();

    HttpResponse<byte[]> whole = get(url);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(content);
    String etag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).isEqualTo('"' + hash + '"');

    HttpResponse<byte[]> part = get(url, "Range", "bytes=2999990-", "If-Range", etag);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 2999990-2999999/3000000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 2_999_990, 3_000_000));

    assertThat(get(url, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode()).isEqualTo(200);
    HttpResponse<byte[]> beyond = get(url, "Range", "bytes=3000000-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */3000000");
    assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(get(url, "If-Match", "\"other\"").statusCode()).isEqualTo(412);

    for (String wrong :
        List.of(
            url.replace("sp=r", "sp=rw"),
            url.replaceFirst("se=[^&]*", "se=2999-01-01T00%3A00%3A00Z"),
            url.replace("sr=b", "sr=b&si=somebody"),
            url.substring(0, url.indexOf('?')))) {
      HttpResponse<byte[]> refused = get(wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(403);
      assertThat(new String(refused.body(), StandardCharsets.UTF_8))
          .contains("<Code>AuthenticationFailed</Code>");
    }

    assertThat(hub.call("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(get(url).statusCode()).isEqualTo(404);
  }

  @Test
  void slowReadersSideBySideGetEveryByteOnce() throws Exception {
    String id = begin("3.0.0", sha256(content)).path("id").asText();
    piece(id, 0, content.length, content);
    String firmware =
        json(hub.call("POST", UPLOADS + "/" + id + "/complete", "")).path("id").asText();
    String url =
        json(hub.call("POST", "/api/v1/firmware/" + firmware + "/download", ""))
            .path("url")
            .asText();

    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> read = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        read.add(readers.submit(() -> readSlowly(url)));
      }
      for (Future<byte[]> one : read) {
        assertThat(one.get(5, TimeUnit.MINUTES)).isEqualTo(content);
      }
    }
  }

  /** With pauses, in which the server finds no room to write to. */
  private byte[] readSlowly(String url) throws Exception {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    ByteArrayOutputStream read = new ByteArrayOutputStream(content.length);
    try (InputStream body = answer.body()) {
      for (byte[] part = body.readNBytes(100_000);
          part.length > 0;
          part = body.readNBytes(100_000)) {
        read.writeBytes(part);
        Thread.sleep(20);
      }
    }
    return read.toByteArray();
  }

  @Test
  void whatWasTamperedWithIsRefusedWithItsHash() throws Exception {
    String id = begin("2.0.0", sha256(content)).path("id").asText();
    byte[] tampered = content.clone();
    tampered[1_000]++;
    piece(id, 0, content.length, tampered);

    HttpResponse<String> refused = hub.call("POST", UPLOADS + "/" + id + "/complete", "");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(sha256(tampered)).contains(sha256(content));
    assertThat(hub.call("GET", UPLOADS + "/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void thePublicKeyIsThereForDevices() throws Exception {
    JsonNode key = json(hub.call("GET", "/api/v1/firmware/signing-key", ""));

    assertThat(key.path("algorithm").asText()).isEqualTo("Ed25519");
    assertThat(key.path("publicKey").asText()).startsWith("-----BEGIN PUBLIC KEY-----\n");
  }
}
