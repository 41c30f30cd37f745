package dev.homeport.agent.update;

import dev.homeport.agent.update.UpdateFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Downloads by HTTP ranges (RFC 9110 §14): goes on where it was cut, waits as long as a busy server
 * asks, and stops when the URL has ended. Thread-safe; one serves any number of devices.
 */
public final class HttpDownload implements Fetcher {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 200;

  /** What became of one request. */
  private sealed interface Outcome {
    /** Bytes came, until all were there or no more came. */
    record Ended() implements Outcome {}

    record UrlEnded() implements Outcome {}

    record Busy(Duration pause) implements Outcome {}

    /** The server has nothing beyond what is here; {@code total} is -1 when it does not say. */
    record NothingBeyond(long total) implements Outcome {}

    record Refused(int status) implements Outcome {}
  }

  private final HttpClient http;
  private final Patience patience;

  /**
   * @param tls trusts the servers that firmware comes from
   */
  public HttpDownload(SSLContext tls, Patience patience) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .connectTimeout(CONNECT)
            .build(),
        patience);
  }

  HttpDownload(HttpClient http, Patience patience) {
    this.http = http;
    this.patience = patience;
  }

  @Override
  public boolean fetch(UpdateOrder order, Installation into, LongConsumer arrived)
      throws UpdateFailure, IOException, InterruptedException {
    int cuts = 0;
    int refusals = 0;
    for (long length = into.length(); length != order.size(); length = into.length()) {
      if (length > order.size()) {
        into.clear();
        throw new UpdateFailure(Reason.HASH_MISMATCH, "more bytes came than were ordered");
      }
      switch (request(order, into, length, arrived)) {
        case Outcome.Ended _ -> {
          if (into.length() > length) {
            cuts = 0;
          } else if (++cuts > patience.cuts()) {
            throw failed("the connection was cut " + cuts + " times in a row");
          }
          if (into.length() < order.size()) {
            Thread.sleep(patience.pauseAfter(cuts));
          }
        }
        case Outcome.UrlEnded _ -> {
          return false;
        }
        case Outcome.Busy(Duration pause) -> {
          if (++refusals > patience.refusals()) {
            throw failed("the server was busy " + refusals + " times");
          }
          Thread.sleep(
              pause.isZero() ? patience.pauseAfter(refusals) : patience.atMostLongest(pause));
        }
        case Outcome.NothingBeyond(long total) -> {
          into.clear();
          if (total >= 0 && total != order.size()) {
            throw new UpdateFailure(
                Reason.HASH_MISMATCH, "the server has " + total + " bytes of " + order.size());
          }
          if (++cuts > patience.cuts()) {
            throw failed("the server has no such range");
          }
          Thread.sleep(patience.pauseAfter(cuts));
        }
        case Outcome.Refused(int status) -> throw failed("the server answered " + status);
      }
    }
    return true;
  }

  private static UpdateFailure failed(String message) {
    return new UpdateFailure(Reason.DOWNLOAD_FAILED, message);
  }

  private Outcome request(UpdateOrder order, Installation into, long from, LongConsumer arrived)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(order.url())).GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-").header("If-Range", '"' + order.sha256() + '"');
    }
    Arrival arrival = new Arrival(into, from, order.size(), arrived);
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(
            request.build(),
            head ->
                arrival.accepts(head.statusCode(), head.headers())
                    ? HttpResponse.BodySubscribers.ofByteArrayConsumer(
                        bytes -> bytes.ifPresent(arrival::add))
                    : HttpResponse.BodySubscribers.discarding());
    try {
      return outcome(await(answer, arrival));
    } finally {
      arrival.close();
      answer.cancel(true);
    }
  }

  /** Null when it was cut. */
  private @Nullable HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> answer, Arrival arrival)
      throws IOException, InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Void> got = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        arrival.rethrow();
        return got;
      } catch (TimeoutException _) {
        arrival.rethrow();
        if (arrival.length() != seen) {
          seen = arrival.length();
          since = System.nanoTime();
        } else if (arrival.isEnough() || System.nanoTime() - since > patience.stall().toNanos()) {
          return null;
        }
      } catch (ExecutionException _) {
        arrival.rethrow();
        return null;
      }
    }
  }

  private static Outcome outcome(@Nullable HttpResponse<Void> answer) {
    if (answer == null) {
      return new Outcome.Ended();
    }
    int status = answer.statusCode();
    return switch (status) {
      case 200, 206 -> new Outcome.Ended();
      case 403 -> new Outcome.UrlEnded();
      case 416 -> new Outcome.NothingBeyond(total(answer.headers()));
      case 429, 503 -> new Outcome.Busy(retryAfter(answer.headers()));
      default -> status >= 500 ? new Outcome.Ended() : new Outcome.Refused(status);
    };
  }

  /** Of {@code Content-Range: bytes} {@code *}{@code /5242880}. */
  private static long total(HttpHeaders headers) {
    String range = headers.firstValue("Content-Range").orElse("");
    String total = range.substring(range.indexOf('/') + 1);
    return total.matches("[0-9]{1,18}") ? Long.parseLong(total) : -1;
  }

  /** Seconds or a date; nothing when it says neither. */
  private static Duration retryAfter(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Duration until =
          Duration.between(
              Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
