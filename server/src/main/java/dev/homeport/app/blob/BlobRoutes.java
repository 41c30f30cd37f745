package dev.homeport.app.blob;

import dev.homeport.HubException;
import dev.homeport.blob.Blob;
import dev.homeport.blob.BlobName;
import dev.homeport.blob.BlobSas;
import dev.homeport.blob.FileBlobStore;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives blobs to those who have a URL with a shared access signature, whole or in ranges (RFC 9110
 * §14), at the rate that {@link DownloadRate} leaves. Refusals have the codes and the XML of Azure
 * Blob Storage.
 */
@Singleton
public final class BlobRoutes {

  private static final Logger LOGGER = LoggerFactory.getLogger(BlobRoutes.class);
  private static final int BEFORE_OTHERS = -1_000;
  private static final int MIN_RETRY_SECONDS = 2;
  private static final int MAX_RETRY_SECONDS = 10;

  private final Vertx vertx;
  private final Files files;
  private final BlobSas sas;
  private final Holders holders;
  private final DownloadRate rate;
  private final Clock clock;

  /** Says whether a URL's holder still has the right for which it was made. */
  @FunctionalInterface
  public interface Holders extends Predicate<String> {}

  /** The blobs that this node has as files; none where they are kept elsewhere. */
  @FunctionalInterface
  public interface Files {
    Optional<FileBlobStore.StoredFile> find(BlobName name) throws IOException;
  }

  public BlobRoutes(
      Vertx vertx, Files files, BlobSas sas, Holders holders, DownloadRate rate, Clock clock) {
    this.vertx = vertx;
    this.files = files;
    this.sas = sas;
    this.holders = holders;
    this.rate = rate;
    this.clock = clock;
  }

  void register(@Observes Router router) {
    router
        .routeWithRegex("/blob-[a-z0-9-]+/.+")
        .order(BEFORE_OTHERS)
        .handler(
            context ->
                vertx
                    .executeBlocking(() -> judge(context.request()), false)
                    .onSuccess(verdict -> answer(context, verdict))
                    .onFailure(context::fail));
  }

  private sealed interface Verdict {
    record Found(FileBlobStore.StoredFile file) implements Verdict {}

    record Refused(int status, String code, String message) implements Verdict {}
  }

  private Verdict judge(HttpServerRequest request) throws IOException {
    HttpMethod method = request.method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      return new Verdict.Refused(405, "UnsupportedHttpVerb", "only GET and HEAD are supported");
    }
    Optional<BlobName> name = name(request.path());
    if (name.isEmpty()) {
      return new Verdict.Refused(400, "InvalidUri", "the path names no blob");
    }
    switch (sas.check(request.query(), name.get(), 'r', clock.instant())) {
      case BlobSas.Verdict.Refused(String reason) -> {
        return refused(name.get(), reason);
      }
      case BlobSas.Verdict.Granted(@Nullable String holder) -> {
        if (holder != null && !holders.test(holder)) {
          return refused(name.get(), "the URL's holder has no right to it any more");
        }
      }
    }
    return files
        .find(name.get())
        .<Verdict>map(Verdict.Found::new)
        .orElseGet(() -> new Verdict.Refused(404, "BlobNotFound", "there is no such blob"));
  }

  private static Optional<BlobName> name(String path) {
    int slash = path.indexOf('/', 1);
    try {
      return Optional.of(
          new BlobName(
              path.substring(1, slash),
              URLDecoder.decode(
                  path.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8)));
    } catch (HubException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Verdict refused(BlobName name, String reason) {
    LOGGER.atInfo().addKeyValue("blob", name).addKeyValue("reason", reason).log("download refused");
    return new Verdict.Refused(403, "AuthenticationFailed", reason);
  }

  private void answer(RoutingContext context, Verdict verdict) {
    switch (verdict) {
      case Verdict.Refused(int status, String code, String message) ->
          refuse(context.response(), status, code, message);
      case Verdict.Found(FileBlobStore.StoredFile file) -> send(context, file);
    }
  }

  private static void refuse(HttpServerResponse response, int status, String code, String message) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/xml")
        .putHeader("x-ms-error-code", code)
        .end(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, message));
  }

  private void send(RoutingContext context, FileBlobStore.StoredFile file) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Blob blob = file.blob();
    response
        .putHeader(HttpHeaders.ETAG, blob.etag())
        .putHeader(
            HttpHeaders.LAST_MODIFIED,
            DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(blob.storedAt().atOffset(ZoneOffset.UTC)))
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
        .putHeader("x-ms-blob-type", "BlockBlob")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-transform")
        .putHeader("X-Content-Type-Options", "nosniff");
    String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    if (ifMatch != null && !names(ifMatch, blob.etag())) {
      refuse(response, 412, "ConditionNotMet", "the blob has another ETag");
      return;
    }
    String ifNoneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (ifNoneMatch != null && names(ifNoneMatch, blob.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    String ifRange = request.getHeader("If-Range");
    boolean partly = ifRange == null || ifRange.strip().equals(blob.etag());
    switch (ByteRange.of(partly ? request.getHeader("Range") : null, blob.size())) {
      case ByteRange.Unsatisfiable() -> {
        response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + blob.size());
        refuse(response, 416, "InvalidRange", "the range is not in the blob");
      }
      case ByteRange.Whole() -> send(context, file, 0, blob.size());
      case ByteRange.Part part -> {
        response
            .setStatusCode(206)
            .putHeader(
                HttpHeaders.CONTENT_RANGE,
                "bytes %d-%d/%d".formatted(part.first(), part.last(), blob.size()));
        send(context, file, part.first(), part.length());
      }
    }
  }

  private static boolean names(String tags, String etag) {
    for (String tag : tags.split(",", -1)) {
      if (tag.strip().equals("*") || tag.strip().equals(etag)) {
        return true;
      }
    }
    return false;
  }

  private void send(RoutingContext context, FileBlobStore.StoredFile file, long from, long length) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)).end();
      return;
    }
    if (!rate.begin()) {
      // Not all at the same time again.
      int seconds = ThreadLocalRandom.current().nextInt(MIN_RETRY_SECONDS, MAX_RETRY_SECONDS + 1);
      response.headers().remove(HttpHeaders.CONTENT_RANGE);
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
      refuse(response, 503, "ServerBusy", "there are enough downloads now");
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    vertx
        .fileSystem()
        .open(file.path().toString(), new OpenOptions().setRead(true).setWrite(false))
        .onSuccess(opened -> new FileFlow(vertx, opened, response, rate, from, length).start())
        .onFailure(
            cause -> {
              rate.end();
              context.fail(cause);
            });
  }
}
